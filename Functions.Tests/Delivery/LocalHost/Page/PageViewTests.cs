using System.Globalization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Arrays;
using CamFunctions.Shared.Records;
using CamFunctions.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The view of one image: to the next one, several classes side by side, what the colours mean, and downloads.</summary>
[Collection<SharedPage>]
public sealed class PageViewTests
{
    private const string Coffee = "coffee.png";

    private readonly PageFixture fixture;

    public PageViewTests(PageFixture fixture)
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? string.Empty);
        this.fixture = fixture;
    }

    [Fact]
    public async Task No_link_or_picture_of_the_page_leads_to_a_stored_image()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync(Coffee, "espresso");
        await page.ViewAsync(Coffee);
        var addresses = await page.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('[href], [src]')].map(element => element.href || element.src)");
        var stored = fixture.Host.Store.Images.Uri.AbsoluteUri;
        Assert.Contains(addresses, address => address.EndsWith($"/api/originals/{Coffee}", StringComparison.Ordinal));
        Assert.DoesNotContain(addresses, address => address.StartsWith(stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arrow_keys_go_through_the_images_that_the_filter_leaves()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.Page.GetByLabel("Probability at least").FillAsync("69");
        await Expect(page.Card("flower.jpg")).ToHaveCountAsync(0);
        var names = await page.Page.Locator("#gallery .name").AllTextContentsAsync();
        var last = names.Count - 1;
        var title = page.Page.Locator("#viewer-title");
        await page.ViewAsync(names[last]);

        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(title).ToHaveTextAsync(names[last - 1]);
        await Expect(page.Page).ToHaveURLAsync($"{fixture.Host.Address}/#/image/{Uri.EscapeDataString(names[last - 1])}?probability=69");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Previous image" }).ClickAsync();
        await Expect(title).ToHaveTextAsync(names[last - 2]);
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(title).ToHaveTextAsync(names[last]);

        // No further than to the first one.
        await page.Page.EvaluateAsync("name => { location.hash = `#/image/${encodeURIComponent(name)}?probability=69`; }", names[0]);
        await Expect(title).ToHaveTextAsync(names[0]);
        var previous = page.Page.GetByRole(AriaRole.Button, new() { Name = "Previous image" });
        await Expect(previous).ToBeDisabledAsync();
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(title).ToHaveTextAsync(names[0]);

        // Back in the gallery, the focus is on the image that was open last.
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(title).ToHaveTextAsync(names[1]);
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Page.Locator("#viewer")).ToBeHiddenAsync();
        await Expect(page.Card(names[1]).Locator("a")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_focus_stays_where_it_is_on_the_way_to_the_next_image()
    {
        await using var page = await fixture.OpenAsync();
        await page.ShowsAsync("chelsea.png", "Egyptian cat");
        await page.ViewAsync("chelsea.png");
        var title = page.Page.Locator("#viewer-title");
        await page.Page.Locator("#box").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(title).Not.ToHaveTextAsync("chelsea.png");
        await Expect(page.Page.Locator("#box")).ToBeFocusedAsync();

        // Where arrow keys choose something, they do only that.
        var name = await title.TextContentAsync();
        await page.Page.Locator("#opacity").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Page.Locator("#opacity")).ToHaveValueAsync("51");
        await Expect(title).ToHaveTextAsync(name!);
    }

    [Fact]
    public async Task All_classes_are_shown_side_by_side_each_with_its_own_map()
    {
        await using var page = await fixture.OpenAsync();
        var record = await RecordAsync(page);
        await page.ViewAsync(Coffee);
        await page.Page.GetByLabel("All classes side by side").CheckAsync();
        await Expect(page.Page.Locator("#canvas")).ToBeHiddenAsync();
        var figures = page.Page.Locator("#comparison li");
        await Expect(figures).ToHaveCountAsync(record.Predictions!.Count);
        for (var index = 0; index < record.Predictions.Count; index++)
        {
            var (figure, prediction) = (figures.Nth(index), record.Predictions[index]);
            await Expect(figure.Locator("p")).ToHaveTextAsync($"{prediction.Label} {prediction.Probability * 100:0.0} %");
            await Expect(figure.Locator(".maximum")).ToHaveTextAsync(Number(prediction.Cam.Values.Max()));
        }

        Assert.Equal(record.Predictions.Count, (await PixelsAsync(page)).Distinct(StringComparer.Ordinal).Count());
        var before = await PixelsAsync(page);
        await page.Page.GetByLabel("What tells it from", new() { Exact = true }).CheckAsync();
        Assert.DoesNotContain(await PixelsAsync(page), picture => before.Contains(picture, StringComparer.Ordinal));
        await page.Page.GetByLabel("What speaks for it", new() { Exact = true }).CheckAsync();
        Assert.Equal(before, await PixelsAsync(page), StringComparer.Ordinal);

        await page.Page.GetByLabel("One scale for all of them").CheckAsync();
        var maximum = Number(record.Predictions.Max(prediction => prediction.Cam.Values.Max()));
        await Expect(figures.Locator(".maximum")).ToHaveTextAsync(Enumerable.Repeat(maximum, record.Predictions.Count));
        await page.Page.GetByLabel("All classes side by side").UncheckAsync();
        await Expect(page.Page.Locator("#canvas")).ToBeVisibleAsync();
        await Expect(figures.First).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_bar_shows_the_values_of_the_colours_in_logits()
    {
        await using var page = await fixture.OpenAsync();
        var record = await RecordAsync(page);
        await page.ViewAsync(Coffee);
        var bar = page.Page.Locator("#scale");
        foreach (var prediction in record.Predictions!)
        {
            await page.Page.Locator("#classes").GetByLabel(prediction.Label).CheckAsync();
            var (minimum, maximum) = (prediction.Cam.Values.Min(), prediction.Cam.Values.Max());
            await Expect(bar.Locator(".minimum")).ToHaveTextAsync(Number(minimum));
            await Expect(bar.Locator(".maximum")).ToHaveTextAsync(Number(maximum));
            await Expect(page.Page.Locator("#meaning")).ToHaveTextAsync(
                $"Values are logits: above 0 a place speaks for {prediction.Label}, below 0 against it.");
            var (zero, whole) = (await bar.Locator(".zero").BoundingBoxAsync(), await bar.BoundingBoxAsync());
            var share = (zero!.X + (zero.Width / 2) - whole!.X) / whole.Width;
            Assert.Equal(-minimum / (maximum - minimum), share, 0.01);
        }

        await page.Page.Locator("#classes input").First.CheckAsync();
        await page.Page.GetByLabel("What tells it from", new() { Exact = true }).CheckAsync();
        await Expect(page.Page.Locator("#meaning")).ToContainTextAsync("above 0 a place speaks for espresso rather than ");
    }

    [Fact]
    public async Task The_overlay_the_record_and_the_map_can_be_downloaded()
    {
        await using var page = await fixture.OpenAsync();
        var record = await RecordAsync(page);
        await page.ViewAsync(Coffee);
        await page.Page.Locator("#classes input").Nth(1).CheckAsync();
        var (prediction, downloads) = (record.Predictions![1], page.Page.Locator("#downloads"));

        var (name, overlay) = await DownloadAsync(page.Page, downloads.GetByText("Overlay (JPEG, 600 × 400)"));
        Assert.StartsWith($"{Coffee}-", name, StringComparison.Ordinal);
        using var decoded = NetVips.Image.NewFromBuffer(overlay);
        Assert.Equal((600, 400), (decoded.Width, decoded.Height));
        var drawn = await page.CanvasAsync();
        var difference = decoded.WriteToMemory<byte>().Select((value, index) => Math.Abs(value - drawn[(index / 3 * 4) + (index % 3)]));
        Assert.True(difference.Average() < 4, "The file shows what the page shows.");

        var (recordName, content) = await DownloadAsync(page.Page, downloads.GetByText("Record (JSON)"));
        Assert.Equal($"{Coffee}.json", recordName);
        var stored = await fixture.Host.Store.Predictions.GetBlobClient(ResultNames.Record(Coffee)).DownloadContentAsync();
        Assert.Equal(stored.Value.Content.ToArray(), content);

        var cam = new ActivationMap(prediction.Cam.Rows, prediction.Cam.Columns, [.. prediction.Cam.Values]);
        var (arrayName, array) = await DownloadAsync(page.Page, downloads.GetByText($"Map (NumPy, {cam.Rows} × {cam.Columns})"));
        Assert.EndsWith("-cam.npy", arrayName, StringComparison.Ordinal);
        using var expected = new MemoryStream();
        NpyArray.WriteGrid(expected, cam);
        Assert.Equal(expected.ToArray(), array);
    }

    private static async Task<(string Name, byte[] Content)> DownloadAsync(IPage page, ILocator link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync((await download.PathAsync())!));
    }

    /// <summary>The pixels of each picture side by side.</summary>
    private static Task<string[]> PixelsAsync(BrowserPage page) => page.Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('#comparison li > canvas')].map((canvas) => canvas.toDataURL())");

    private async Task<PredictionRecord> RecordAsync(BrowserPage page)
    {
        await page.ShowsAsync(Coffee, "espresso");
        var stored = await fixture.Host.Store.Predictions.GetBlobClient(ResultNames.Record(Coffee)).DownloadContentAsync();
        return RecordJson.Read(stored.Value.Content.ToArray());
    }

    /// <summary>Three significant digits, as on the page.</summary>
    private static string Number(float value)
    {
        var digits = value == 0 ? 0 : Math.Max(0, 2 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        var rounded = Math.Round((decimal)value, digits, MidpointRounding.AwayFromZero);
        return rounded.ToString("0.#########", CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
