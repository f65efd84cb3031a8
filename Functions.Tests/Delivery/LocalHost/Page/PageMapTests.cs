using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;
using CamFunctions.Shared.Rendering;
using CamFunctions.Storage;
using CamFunctions.Tests.Fixtures;
using Microsoft.Playwright;
using Contrast = CamFunctions.Shared.Activation.Contrast;
using static Microsoft.Playwright.Assertions;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The maps that the page draws, compared with those of the pipeline.</summary>
[Collection<SharedPage>]
public sealed class PageMapTests
{
    private readonly PageFixture fixture;

    public PageMapTests(PageFixture fixture)
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? string.Empty);
        this.fixture = fixture;
    }

    [Fact]
    public async Task The_page_draws_both_maps_as_the_pipeline_does()
    {
        using var model = CamModel.Load(ModelFixture.QuantizedPath, threads: 1);
        var processor = new ImageProcessor(model, new AnalysisOptions { Map = MapKind.Contrast });
        await using var page = await fixture.OpenAsync();
        foreach (var path in Directory.GetFiles(Photographs.Folder))
        {
            var name = Path.GetFileName(path);
            await page.ShowsAsync(name, "%");
            await page.ViewAsync(name);
            await page.Page.Locator("#box").UncheckAsync();
            var overlay = await fixture.Host.Store.Overlays.GetBlobClient(ResultNames.Overlay(name)).DownloadContentAsync();
            AssertAlike(overlay.Value.Content.ToArray(), await page.CanvasAsync(), name);

            await page.Page.GetByLabel("What tells it from", new() { Exact = true }).CheckAsync();
            var analysis = processor.Analyze(await File.ReadAllBytesAsync(path));
            AssertAlike(analysis.Overlay.Jpeg, await page.CanvasAsync(), $"{name}, contrast");
            var label = await page.Page.Locator("#canvas").GetAttributeAsync("aria-label");
            var peak = analysis.Classes[0].Peak;
            Assert.EndsWith($"with its peak at {peak.X}, {peak.Y}", label, StringComparison.Ordinal);
            await CloseAsync(page.Page);
        }
    }

    [Fact]
    public async Task Maps_are_drawn_where_the_record_says_that_cells_and_seen_part_are()
    {
        const string Name = "moved cells.png";
        var photograph = Photographs.Read("coffee");
        await using var page = await fixture.OpenAsync();
        await fixture.Host.Store.UploadAsync(Name, photograph);
        await page.ShowsAsync(Name, "espresso");

        // As if the network had seen only the centre, and its cells were far from filling that evenly.
        var grid = new GridRecord(Stride: 12, new CellCentre(70, 5), AveragedEvery: 1);
        var record = await RewriteAsync(Name, record => record with
        {
            Model = record.Model! with { Geometry = Geometry.Crop, InputWidth = 224, InputHeight = 224, Grid = grid },
            Overlay = record.Overlay! with { Map = MapKind.Contrast },
        });
        await page.ViewAsync(Name);
        await page.Page.Locator("#box").UncheckAsync();
        await Expect(page.Page.GetByLabel("What tells it from", new() { Exact = true })).ToBeCheckedAsync();
        AssertAlike(Render(photograph, record), await page.CanvasAsync(), "moved cells");
        await CloseAsync(page.Page);

        // Records of version 1.1.
        record = await RewriteAsync(Name, newer => newer with
        {
            Model = newer.Model! with { Grid = null },
            Predictions = [.. newer.Predictions!.Select(prediction => prediction with { Contrast = null })],
            Overlay = newer.Overlay! with { Map = null },
        });
        await page.ViewAsync(Name);
        await page.Page.Locator("#box").UncheckAsync();
        await Expect(page.Page.Locator("#maps")).ToBeHiddenAsync();
        AssertAlike(Render(photograph, record), await page.CanvasAsync(), "an old record");
    }

    [Fact]
    public async Task A_photograph_of_4000_pixels_is_shown_with_its_finest_details()
    {
        // Stripes of two pixels.
        using var period = NetVips.Image.NewFromArray(new double[,] { { 0, 0, 255, 255 } });
        using var stripes = period.Replicate(1000, 3000).Cast(NetVips.Enums.BandFormat.Uchar);
        await using var page = await fixture.OpenAsync();
        await fixture.Host.Store.UploadAsync("fine.jpg", TestImages.Encode(stripes, ".jpg[Q=90]"));
        await page.ShowsAsync("fine.jpg", "%");
        await page.ViewAsync("fine.jpg");
        Assert.InRange(await StripesAsync(), 60, 140);
        await page.Page.Locator("#opacity").FillAsync("0");
        Assert.InRange(await StripesAsync(), 200, 255);

        // The largest difference of the green of two pixels.
        Task<int> StripesAsync() => page.Page.EvaluateAsync<int>(
            """
            () => {
              const { data } = document.getElementById('canvas').getContext('2d').getImageData(1000, 2000, 40, 1);
              const green = data.filter((_, index) => index % 4 === 1);
              return Math.max(...green) - Math.min(...green);
            }
            """);
    }

    private static async Task CloseAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#viewer")).ToBeHiddenAsync();
    }

    private async Task<PredictionRecord> RewriteAsync(string name, Func<PredictionRecord, PredictionRecord> change)
    {
        var blob = fixture.Host.Store.Predictions.GetBlobClient(ResultNames.Record(name));
        BlobDownloadResult stored = await blob.DownloadContentAsync();
        var changed = change(RecordJson.Read(stored.Content));
        var metadata = new BlobUploadOptions { Metadata = stored.Details.Metadata };
        await blob.UploadAsync(BinaryData.FromBytes(RecordJson.Write(changed)), metadata);
        return changed;
    }

    /// <summary>The overlay that belongs to a record, by the code of the pipeline.</summary>
    private static byte[] Render(byte[] file, PredictionRecord record)
    {
        var (image, model) = (record.Image!, record.Model!);
        var frame = NetworkFraming.Frame(image.Width, image.Height, model.Geometry, model.InputWidth, model.InputHeight);
        var cells = model.Grid is { Centre: { } centre } grid ? new CellGrid(grid.Stride, grid.Stride, centre.X, centre.Y) : null;
        var classes = record.Predictions!.Select(entry => new ClassActivation(
            new ClassLabel(entry.Index, entry.WordNetId, entry.Label),
            entry.Rank,
            entry.Probability,
            entry.Logit,
            entry.Bias,
            new ActivationMap(entry.Cam.Rows, entry.Cam.Columns, [.. entry.Cam.Values], cells))).ToArray();
        var map = record.Overlay!.Map == MapKind.Contrast ? Contrast.Of(classes, 0)!.Map : classes[0].Map;
        var options = new AnalysisOptions();
        var photograph = ImageDecoder.Decode(file, ImageHeaderReader.Read(file, new ImageLimits()), options.OverlaySide);
        return OverlayRenderer.Render(photograph, map, frame, record.Overlay.ColorMap, options.OverlaySide).Jpeg;
    }

    private static void AssertAlike(byte[] overlay, byte[] canvas, string what)
    {
        using var decoded = NetVips.Image.NewFromBuffer(overlay);
        var written = decoded.WriteToMemory<byte>();
        Assert.Equal(written.Length / 3, canvas.Length / 4);
        var correlation = Correlation(written, index => canvas[(index / 3 * 4) + (index % 3)]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {correlation:0.00000}");
        Assert.True(correlation > 0.98, $"{what}: {correlation}");
    }

    private static double Correlation(byte[] written, Func<int, byte> drawn)
    {
        var (count, sumX, sumY, sumXX, sumYY, sumXY) = ((double)written.Length, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var index = 0; index < written.Length; index++)
        {
            double x = written[index], y = drawn(index);
            (sumX, sumY, sumXX, sumYY, sumXY) = (sumX + x, sumY + y, sumXX + (x * x), sumYY + (y * y), sumXY + (x * y));
        }

        return ((count * sumXY) - (sumX * sumY)) / Math.Sqrt(((count * sumXX) - (sumX * sumX)) * ((count * sumYY) - (sumY * sumY)));
    }
}
