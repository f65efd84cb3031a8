using Azure.Core;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Storage;

/// <summary>Two invocations for one image, each of which writes between two requests of the other.</summary>
public sealed class SimultaneousTests(ModelFixture model, AzuriteFixture azurite)
{
    private const string Image = "photo.png";

    [Fact]
    public async Task Two_invocations_at_the_same_time_leave_a_record_with_its_own_overlay()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var held = new HeldRequest(RequestMethod.Put, "predictions");
        var second = Task.FromResult(ImageOutcome.Gone);
        // The second one replaces the overlay of the first one, which then writes its record first.
        var starting = InterleavedRequest.Before(RequestMethod.Put, "predictions", () =>
        {
            second = RunAsync(With(store, held.Request));
            return Task.WhenAny(held.Reached, second);
        });
        Assert.Equal(ImageOutcome.Localized, await RunAsync(With(store, starting)));
        held.Release();
        Assert.Equal(ImageOutcome.Localized, await second);
        await store.AssertLocalizedAsync(Image, "Egyptian cat");
    }

    [Fact]
    public async Task A_good_version_that_is_replaced_while_it_is_processed_leaves_no_overlay_beside_the_refusal_of_the_bad_one()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var held = new HeldRequest(RequestMethod.Put, "predictions");
        var second = Task.FromResult(ImageOutcome.Gone);
        // The refusal finds no overlay to delete, the overlay of the good version comes, and then the record of the refusal.
        var replacing = InterleavedRequest.Before(RequestMethod.Put, "overlays", async () =>
        {
            await store.UploadAsync(Image, "not an image"u8.ToArray());
            second = RunAsync(With(store, held.Request));
            await Task.WhenAny(held.Reached, second);
        });
        var releasing = InterleavedRequest.Before(RequestMethod.Put, "predictions", () =>
        {
            held.Release();
            return second;
        });
        Assert.Equal(ImageOutcome.Refused, await RunAsync(With(store, replacing, releasing)));
        Assert.Equal(ImageOutcome.Refused, await second);
        Assert.NotNull((await store.ReadRecordAsync(Image)).Error);
        Assert.False(await store.HasOverlayAsync(Image));
    }

    private Task<ImageOutcome> RunAsync(ImageStore store) => BlobInvocation.RunAsync(model.Processor(), store, Image);

    private ImageStore With(ImageStore store, params InterleavedRequest[] requests) => BlobInvocation.With(azurite, store, requests);
}
