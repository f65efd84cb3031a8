using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using CamFunctions.Storage;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Tests.LocalHost.Page;
using Microsoft.Playwright;

namespace CamFunctions.Tests.Samples;

/// <summary>The page that draws the grid of a class, in a real browser, with the page, the image and the record from storage.</summary>
[Collection<SharedPage>]
public sealed class BrowserSampleTests(PageFixture fixture)
{
    [Fact]
    public async Task The_strongest_cell_is_red_and_cells_against_the_class_are_as_in_the_image()
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? string.Empty);
        var store = fixture.Host.Store;
        await Eventually.HoldsAsync("there is a record", () => store.HasRecordAsync("chelsea.png"));
        var record = Signed(store.Predictions.GetBlobClient(ResultNames.Record("chelsea.png")));
        var image = Signed(store.Images.GetBlobClient("chelsea.png"));
        var site = await PublishAsync(store.Images.GetParentBlobServiceClient());

        await using var context = await fixture.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{site}/grid.html?record={Uri.EscapeDataString(record)}&image={Uri.EscapeDataString(image)}");
        await Assertions.Expect(page.Locator("#words")).ToContainTextAsync("chelsea.png: Egyptian cat", new() { Timeout = 20_000 });

        // How far the strongest cell's centre is from the peak of the record, in pixels, and by how much each cell's centre is
        // redder than in the image alone, for the strongest cell and the weakest.
        var measured = await page.EvaluateAsync<double[]>(
            """
            async ([module, recordAddress, imageAddress]) => {
              const { cellsOf } = await import(module);
              const record = await (await fetch(recordAddress)).json();
              const plain = new OffscreenCanvas(record.image.width, record.image.height).getContext('2d');
              plain.drawImage(await createImageBitmap(await (await fetch(imageAddress)).blob()), 0, 0);
              const drawn = document.getElementById('canvas').getContext('2d');
              const cells = cellsOf(record, record.predictions[0]).toSorted((one, other) => other.value - one.value);
              const { peak } = record.predictions[0];
              const [{ x, y, width, height }] = cells;
              const distance = Math.hypot(x + width / 2 - peak.x - 0.5, y + height / 2 - peak.y - 0.5);
              return [distance, ...[cells[0], cells.at(-1)].map(({ x, y, width, height }) => {
                const [across, down] = [Math.max(x + width / 2, 0), Math.max(y + height / 2, 0)];
                const [before, after] = [plain, drawn].map((context) => context.getImageData(across, down, 1, 1).data);
                return (after[0] - after[2]) - (before[0] - before[2]);
              })];
            }
            """,
            new[] { $"{site}/grid.js", record, image });
        Assert.InRange(measured[0], 0, 1);
        Assert.InRange(measured[1], 50, 255);
        Assert.Equal(0, measured[2]);
    }

    /// <summary>Puts the sample into a public container, because browsers load no modules from files.</summary>
    private static async Task<string> PublishAsync(BlobServiceClient service)
    {
        var site = service.GetBlobContainerClient("site");
        await site.CreateIfNotExistsAsync(PublicAccessType.Blob);
        foreach (var (name, type) in new[] { ("grid.html", "text/html"), ("grid.js", "text/javascript") })
        {
            await site.GetBlobClient(name).UploadAsync(SampleFile.PathOf(name), new BlobHttpHeaders { ContentType = type });
        }

        return site.Uri.AbsoluteUri;
    }

    private static string Signed(BlobClient blob) =>
        blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1)).AbsoluteUri;
}
