using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli;

/// <summary>The results of deleted images go, and nothing else does.</summary>
public sealed class SweepTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Results_go_when_their_image_has_gone()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("here.png", [1]);
        foreach (var image in new[] { "here.png", "ü gone.png", "a/gone too.png" })
        {
            await WriteResultsAsync(store, image);
        }

        await store.Predictions.UploadBlobAsync("notes.json", BinaryData.FromString("not a record"));

        await using var dryRun = await Cam(store, "sweep", "--dry-run").ExitedAsync();
        Assert.True(dryRun.ExitCode == 0, dryRun.Errors);
        Assert.Contains($"{store.Names.Predictions}/ü gone.png.json", dryRun.Output, StringComparison.Ordinal);
        Assert.Contains("4 of 6 results to be deleted", dryRun.Output, StringComparison.Ordinal);
        Assert.Equal(7, await store.Predictions.CountAsync() + await store.Overlays.CountAsync());

        await using var part = await Cam(store, "sweep", "--prefix", "a/").ExitedAsync();
        Assert.Contains("2 of 2 results deleted", part.Output, StringComparison.Ordinal);

        await using var sweep = await Cam(store, "sweep").ExitedAsync();
        Assert.Contains("2 of 4 results deleted", sweep.Output, StringComparison.Ordinal);
        Assert.Equal(["here.png.json", "notes.json"], await store.Predictions.NamesAsync(), StringComparer.Ordinal);
        Assert.Equal(["here.png.cam.jpg"], await store.Overlays.NamesAsync(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_result_that_was_written_since_it_was_listed_stays()
    {
        var store = await azurite.NewStoreAsync();
        await WriteResultsAsync(store, "back.png");
        var results = new OrphanedResults(store);
        var listed = await results.ListResultsAsync(string.Empty, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        await WriteResultsAsync(store, "back.png");
        foreach (var result in listed)
        {
            Assert.False(await results.DeleteAsync(result, TestContext.Current.CancellationToken));
        }

        Assert.True(await store.HasRecordAsync("back.png"));
        Assert.True(await store.HasOverlayAsync("back.png"));
    }

    [Theory]
    [InlineData(true, "is empty, so nothing was deleted. Check the setting ImagesContainer")]
    [InlineData(false, "does not exist, so nothing was deleted. Check the setting ImagesContainer")]
    public async Task Without_any_image_nothing_is_deleted(bool hasContainer, string reason)
    {
        var store = await azurite.NewStoreAsync();
        await WriteResultsAsync(store, "gone.png");
        if (!hasContainer)
        {
            await store.Images.DeleteAsync();
        }

        await using var sweep = await Cam(store, "sweep").ExitedAsync();
        Assert.Equal(1, sweep.ExitCode);
        Assert.Contains(reason, sweep.Errors, StringComparison.Ordinal);
        Assert.True(await store.HasRecordAsync("gone.png"));
    }

    public void Dispose() => folder.Dispose();

    private static async Task WriteResultsAsync(ImageStore store, string image)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["sourceetag"] = "0x8DC" };
        foreach (var blob in new[]
        {
            store.Predictions.GetBlobClient(ResultNames.Record(image)), store.Overlays.GetBlobClient(ResultNames.Overlay(image)),
        })
        {
            await blob.UploadAsync(BinaryData.FromBytes([1]), overwrite: true);
            await blob.SetMetadataAsync(metadata);
        }
    }

    private RunningProgram Cam(ImageStore store, params string[] arguments) =>
        RunningProgram.Cam(RunningFunctions.AppSettings(azurite, store), folder.Path, arguments);
}
