using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace CamFunctions.Tests.Storage;

/// <summary>Where the setting says so, the results of a deleted image go, at whatever moment it is deleted.</summary>
public sealed class DeletedImagesTests(SmallModelFixture small, AzuriteFixture azurite)
{
    private const string Image = "a/photo.png";

    [Theory]
    [InlineData(true, 0, ImageOutcome.Deleted)]
    [InlineData(false, 1, ImageOutcome.Kept)]
    public async Task Results_of_a_deleted_image_go_only_if_the_setting_says_so(bool isOn, int left, ImageOutcome outcome)
    {
        var store = await LocalizedAsync();
        await store.Images.GetBlobClient(Image).DeleteAsync();
        Assert.Equal(outcome, await TellAsync(store, isOn));
        Assert.Equal((left, left), (await store.Predictions.CountAsync(), await store.Overlays.CountAsync()));
    }

    [Fact]
    public async Task An_image_that_is_there_again_keeps_its_results()
    {
        var store = await LocalizedAsync();
        Assert.Equal(ImageOutcome.Kept, await TellAsync(store));
        Assert.True(await store.HasRecordAsync(Image));
        Assert.True(await store.HasOverlayAsync(Image));
    }

    [Fact]
    public async Task Being_told_twice_of_a_deletion_or_without_any_results_is_no_fault()
    {
        var store = await LocalizedAsync();
        await store.Images.GetBlobClient(Image).DeleteAsync();
        Assert.Equal(ImageOutcome.Deleted, await TellAsync(store));
        Assert.Equal(ImageOutcome.Deleted, await TellAsync(store));
    }

    [Fact]
    public async Task A_blob_of_the_same_name_that_is_no_result_stays()
    {
        var store = await azurite.NewStoreAsync();
        await store.Predictions.UploadBlobAsync(ResultNames.Record(Image), BinaryData.FromString("{}"));
        await TellAsync(store);
        Assert.True(await store.HasRecordAsync(Image));
    }

    [Fact]
    public async Task A_deletion_in_another_container_is_left_alone()
    {
        var store = await LocalizedAsync();
        await store.Images.GetBlobClient(Image).DeleteAsync();
        var address = new BlobUriBuilder(store.Overlays.Uri) { BlobName = Image };
        var report = await Deleted(store, isOn: true).ProcessAsync(address, CancellationToken.None);
        Assert.Equal(ImageOutcome.Foreign, report.Outcome);
        Assert.True(await store.HasRecordAsync(Image));
    }

    [Fact]
    public async Task Results_that_are_written_between_the_look_at_them_and_their_deletion_stay()
    {
        var store = await LocalizedAsync();
        var image = store.Images.GetBlobClient(Image);
        await image.DeleteAsync();
        var back = InterleavedRequest.Before(RequestMethod.Delete, "predictions", async () =>
        {
            await store.UploadAsync(Image, Photographs.Read("coffee"));
            Assert.Equal(ImageOutcome.Localized, await ProcessAsync(store));
        });
        await TellAsync(BlobInvocation.With(azurite, store, back));
        Assert.True(back.Happened);
        Assert.True(await store.HasRecordAsync(Image));
        Assert.True(await store.HasOverlayAsync(Image));
    }

    [Theory]
    [InlineData(true, 0, ImageOutcome.Deleted)]
    [InlineData(false, 1, ImageOutcome.Localized)]
    public async Task An_image_that_is_deleted_while_it_is_processed_leaves_no_results_behind(
        bool isOn, int left, ImageOutcome outcome)
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var deletion = InterleavedRequest.Before(RequestMethod.Put, "predictions", async () =>
        {
            await store.Images.GetBlobClient(Image).DeleteAsync();
            await TellAsync(store, isOn);
        });
        Assert.Equal(outcome, await ProcessAsync(BlobInvocation.With(azurite, store, deletion), isOn));
        Assert.True(deletion.Happened);
        Assert.Equal((left, left), (await store.Predictions.CountAsync(), await store.Overlays.CountAsync()));
    }

    [Fact]
    public async Task A_deletion_that_fails_is_counted_as_a_failure()
    {
        var store = await LocalizedAsync();
        await store.Images.GetBlobClient(Image).DeleteAsync();
        var refusal = InterleavedRequest.Before(
            RequestMethod.Delete, "predictions", () => throw new RequestFailedException(403, "refused"));
        using var counted = new CountedOutcomes();
        await Assert.ThrowsAsync<RequestFailedException>(() => TellAsync(BlobInvocation.With(azurite, store, refusal)));
        Assert.Equal(ImageOutcome.Deleted, await TellAsync(store));
        Assert.Equal(["failed", "deleted"], counted.Outcomes, StringComparer.Ordinal);
    }

    private async Task<ImageStore> LocalizedAsync()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        Assert.Equal(ImageOutcome.Localized, await ProcessAsync(store));
        return store;
    }

    private static async Task<ImageOutcome> TellAsync(ImageStore store, bool isOn = true) =>
        (await Deleted(store, isOn).ProcessAsync(store.AddressOf(Image), CancellationToken.None)).Outcome;

    private Task<ImageOutcome> ProcessAsync(ImageStore store, bool isOn = true) =>
        BlobInvocation.RunAsync(small.Processor(), store, Image, Deleted(store, isOn));

    private static DeletedImages Deleted(ImageStore store, bool isOn) =>
        new(store, isOn, BlobInvocation.NoPatience, NullLogger<DeletedImages>.Instance);
}
