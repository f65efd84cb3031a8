using Azure.Storage.Blobs.Models;
using CamFunctions.Benchmarks;
using CamFunctions.Benchmarks.Chaos.Checking;
using CamFunctions.Benchmarks.Chaos.Disturbance;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using CamFunctions.Tests.Storage;

namespace CamFunctions.Tests.Chaos;

/// <summary>The check after a chaos test sees each kind of wrong result.</summary>
public sealed class ResultCheckTests(ModelFixture model, AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Image = "1/photo 00001";
    private const int Sound = 0;
    private const int OtherSound = 1;
    private const int Damaged = 7;

    private ImageStore store = null!;

    public async ValueTask InitializeAsync()
    {
        store = await azurite.NewStoreAsync();
        await UploadAsync(Sound);
        await BlobInvocation.RunAsync(model.Processor(), store, Image);
    }

    [Fact]
    public async Task A_right_result_is_no_fault()
    {
        Assert.Empty(await CheckAsync());
        await UploadAsync(Damaged);
        await BlobInvocation.RunAsync(model.Processor(), store, Image);
        Assert.Empty(await CheckAsync());
    }

    [Fact]
    public async Task An_image_without_results_is_lost()
    {
        await store.Predictions.DeleteBlobAsync(ResultNames.Record(Image));
        await store.Overlays.DeleteBlobAsync(ResultNames.Overlay(Image));
        await AssertFoundAsync("lost, it has no record.");
    }

    [Fact]
    public async Task An_overlay_without_a_record_is_half_made()
    {
        await store.Predictions.DeleteBlobAsync(ResultNames.Record(Image));
        await AssertFoundAsync("half-made, it has an overlay and no record.");
    }

    [Fact]
    public async Task A_record_without_its_overlay_is_half_made()
    {
        await store.Overlays.DeleteBlobAsync(ResultNames.Overlay(Image));
        await AssertFoundAsync("half-made, its record names an overlay that does not exist.");
    }

    [Fact]
    public async Task A_record_with_the_overlay_of_another_invocation_is_half_made()
    {
        var overlay = store.Overlays.GetBlobClient(ResultNames.Overlay(Image));
        var written = (await overlay.DownloadContentAsync()).Value;
        await overlay.UploadAsync(written.Content, new BlobUploadOptions { Metadata = written.Details.Metadata });
        await AssertFoundAsync("half-made, its record names overlay");
    }

    [Fact]
    public async Task A_record_of_an_earlier_version_is_stale()
    {
        await UploadAsync(OtherSound);
        await AssertFoundAsync("stale, its version is");
    }

    [Fact]
    public async Task A_refusal_beside_an_overlay_is_half_made()
    {
        await UploadAsync(Damaged);
        await BlobInvocation.RunAsync(model.Processor(), store, Image);
        await store.Overlays.UploadBlobAsync(ResultNames.Overlay(Image), BinaryData.FromBytes([1]));
        await AssertFoundAsync("half-made, its record refuses it, and it still has an overlay.");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task UploadAsync(int content)
    {
        var options = new BlobUploadOptions
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [ImageTraffic.ContentKey] = $"{content}" },
        };
        await store.Images.GetBlobClient(Image).UploadAsync(SmallImages.Encode()[content], options);
    }

    private async Task AssertFoundAsync(string sentence) =>
        Assert.StartsWith($"{Image}: {sentence}", Assert.Single(await CheckAsync()), StringComparison.Ordinal);

    private Task<IReadOnlyList<string>> CheckAsync() => new ResultCheck(store).RunAsync(TestContext.Current.CancellationToken);
}
