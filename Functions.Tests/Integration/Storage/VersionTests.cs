using Azure.Core;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Storage;

/// <summary>At-least-once delivery has the effect of exactly one, and later versions are never overwritten.</summary>
public sealed class VersionTests(ModelFixture model, AzuriteFixture azurite)
{
    private const string Image = "photo.png";

    [Fact]
    public async Task A_second_invocation_for_the_same_version_writes_nothing()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        Assert.Equal(ImageOutcome.Localized, await RunAsync(store));
        var before = await WrittenAsync(store);
        Assert.Equal(ImageOutcome.Current, await RunAsync(store));
        Assert.Equal(before, await WrittenAsync(store));
    }

    [Fact]
    public async Task A_record_names_the_version_of_the_overlay_that_belongs_to_it()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        await RunAsync(store);
        await RunAsync(store, new AnalysisOptions { Top = 2 });
        var overlay = (await store.ReadRecordAsync(Image)).Overlay!;
        var stored = (await store.Overlays.GetBlobClient(ResultNames.Overlay(Image)).GetPropertiesAsync()).Value;
        Assert.Equal(stored.ETag.ToString(), overlay.ETag);
        Assert.Equal(stored.LastModified, overlay.LastModified);
    }

    [Fact]
    public async Task A_record_of_an_earlier_schema_stays_current()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        await RunAsync(store);
        var record = store.Predictions.GetBlobClient(ResultNames.Record(Image));
        var written = (await record.GetPropertiesAsync()).Value;
        var options = new BlobUploadOptions { Metadata = written.Metadata };
        var older = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "TestData", "Records", "1.2.json"));
        await record.UploadAsync(BinaryData.FromBytes(older), options);
        Assert.Equal(ImageOutcome.Current, await RunAsync(store));
    }

    [Fact]
    public async Task A_new_version_replaces_the_results_of_the_old_one()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        await RunAsync(store);
        await store.UploadAsync(Image, Photographs.Read("coffee"));
        Assert.Equal(ImageOutcome.Localized, await RunAsync(store));
        await store.AssertLocalizedAsync(Image, "espresso");
    }

    [Fact]
    public async Task Another_model_makes_other_results()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        await RunAsync(store);
        var record = store.Predictions.GetBlobClient(ResultNames.Record(Image));
        var metadata = (await record.GetPropertiesAsync()).Value.Metadata;
        metadata["modelsha256"] = new string('0', 64);
        await record.SetMetadataAsync(metadata);
        Assert.Equal(ImageOutcome.Localized, await RunAsync(store));
    }

    [Fact]
    public async Task Other_options_are_other_results()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        await RunAsync(store);
        Assert.Equal(ImageOutcome.Localized, await RunAsync(store, new AnalysisOptions { Top = 2 }));
        Assert.Equal(2, (await store.ReadRecordAsync(Image)).Predictions!.Count);
    }

    [Fact]
    public async Task A_bad_version_removes_the_overlay_of_the_good_one()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        await RunAsync(store);
        await store.UploadAsync(Image, "not an image"u8.ToArray());
        Assert.Equal(ImageOutcome.Refused, await RunAsync(store));
        Assert.Equal(ImageErrorCode.UnsupportedFormat, (await store.ReadRecordAsync(Image)).Error!.Code);
        Assert.False(await store.HasOverlayAsync(Image));
        Assert.Equal(ImageOutcome.Current, await RunAsync(store));
    }

    [Theory]
    [InlineData("overlays", false)]
    [InlineData("predictions", false)]
    [InlineData("overlays", true)]
    [InlineData("predictions", true)]
    public async Task Results_of_a_later_version_are_never_overwritten_by_an_earlier_one(string writingTo, bool replacesResults)
    {
        var store = await azurite.NewStoreAsync();
        if (replacesResults)
        {
            await store.UploadAsync(Image, Photographs.Read("camera"));
            await RunAsync(store);
        }

        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        await AssertLaterVersionStaysAsync(store, RequestMethod.Put, writingTo);
    }

    [Theory]
    [InlineData("DELETE", "overlays")]
    [InlineData("PUT", "predictions")]
    public async Task A_bad_version_takes_nothing_away_from_a_later_good_one(string method, string changing)
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("camera"));
        await RunAsync(store);
        await store.UploadAsync(Image, "not an image"u8.ToArray());
        await AssertLaterVersionStaysAsync(store, RequestMethod.Parse(method), changing);
    }

    [Fact]
    public async Task An_image_that_changes_before_its_download_is_processed_in_its_new_version()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var later = new InterleavedRequest(
            request => request.Method == RequestMethod.Get,
            () => store.UploadAsync(Image, Photographs.Read("coffee")));
        Assert.Equal(ImageOutcome.Localized, await RunAsync(BlobInvocation.With(azurite, store, later)));
        await store.AssertLocalizedAsync(Image, "espresso");
    }

    [Fact]
    public async Task An_image_that_is_deleted_before_its_download_is_acknowledged()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var later = new InterleavedRequest(
            request => request.Method == RequestMethod.Get,
            () => store.Images.GetBlobClient(Image).DeleteAsync());
        Assert.Equal(ImageOutcome.Gone, await RunAsync(BlobInvocation.With(azurite, store, later)));
        Assert.False(await store.HasRecordAsync(Image));
    }

    [Fact]
    public async Task Work_interrupted_between_overlay_and_record_is_completed_by_the_next_invocation()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var crash = InterleavedRequest.Before(
            RequestMethod.Put,
            "predictions",
            () => throw new InvalidOperationException("The process ends here."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(BlobInvocation.With(azurite, store, crash)));
        Assert.True(await store.HasOverlayAsync(Image));
        Assert.False(await store.HasRecordAsync(Image));

        Assert.Equal(ImageOutcome.Localized, await RunAsync(store));
        await store.AssertLocalizedAsync(Image, "Egyptian cat");
    }

    [Fact]
    public async Task Concurrent_invocations_leave_one_complete_result()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(store))));
        Assert.Contains(ImageOutcome.Localized, outcomes);
        Assert.All(outcomes, outcome => Assert.True(outcome is ImageOutcome.Localized or ImageOutcome.Current));
        await store.AssertLocalizedAsync(Image, "Egyptian cat");
    }

    /// <summary>
    /// Just before a slow invocation makes a request to a container, the image is replaced, and a quick invocation does all its work.
    /// </summary>
    private async Task AssertLaterVersionStaysAsync(ImageStore store, RequestMethod method, string container)
    {
        var later = InterleavedRequest.Before(method, container, async () =>
        {
            await store.UploadAsync(Image, Photographs.Read("coffee"));
            await RunAsync(store);
        });
        Assert.Equal(ImageOutcome.Current, await RunAsync(BlobInvocation.With(azurite, store, later)));
        Assert.True(later.Happened);
        await store.AssertLocalizedAsync(Image, "espresso");
    }

    private Task<ImageOutcome> RunAsync(ImageStore store, AnalysisOptions? options = null) =>
        BlobInvocation.RunAsync(model.Processor(options), store, Image);

    private static async Task<(string Record, string Overlay)> WrittenAsync(ImageStore store) => (
        (await store.Predictions.GetBlobClient(ResultNames.Record(Image)).GetPropertiesAsync()).Value.ETag.ToString(),
        (await store.Overlays.GetBlobClient(ResultNames.Overlay(Image)).GetPropertiesAsync()).Value.ETag.ToString());
}
