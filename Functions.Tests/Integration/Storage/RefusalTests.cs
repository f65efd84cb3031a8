using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Storage;

/// <summary>Stored results after a limit was raised.</summary>
public sealed class RefusalTests(SmallModelFixture model, AzuriteFixture azurite)
{
    private const string Image = "photo.png";

    [Fact]
    public async Task A_good_result_stays_current_whatever_the_limits()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        Assert.Equal(ImageOutcome.Localized, await RunAsync(store));
        Assert.Equal(ImageOutcome.Current, await RunAsync(store, new ImageLimits(1L << 30, 500_000_000, 600, TruncatedImages.Accept)));
        Assert.Equal(ImageOutcome.Current, await RunAsync(store, new ImageLimits(1, 1, 1)));
    }

    [Fact]
    public async Task A_refused_image_is_processed_again_when_the_limit_that_refused_it_was_raised()
    {
        var store = await azurite.NewStoreAsync();
        var file = Photographs.Read("chelsea");
        await store.UploadAsync(Image, file);
        var small = new ImageLimits(MaxBytes: file.Length - 1);
        Assert.Equal(ImageOutcome.Refused, await RunAsync(store, small));
        Assert.Equal(ImageOutcome.Current, await RunAsync(store, small));
        Assert.Equal(ImageOutcome.Current, await RunAsync(store, small with { MaxPixels = 500_000_000, MaxSeconds = 600 }));
        Assert.Equal(ImageOutcome.Localized, await RunAsync(store, small with { MaxBytes = file.Length }));
    }

    [Fact]
    public async Task A_truncated_image_is_processed_again_when_such_images_are_accepted()
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, TestImages.DetailedJpeg()[..^5000]);
        Assert.Equal(ImageOutcome.Refused, await RunAsync(store));
        Assert.Equal(ImageErrorCode.Corrupt, (await store.ReadRecordAsync(Image)).Error!.Code);
        var accepting = new ImageLimits(Truncated: TruncatedImages.Accept);
        Assert.Equal(ImageOutcome.Localized, await RunAsync(store, accepting));
        Assert.Equal(ImageOutcome.Current, await RunAsync(store, accepting));
    }

    [Theory]
    [InlineData("analysisrevision", "0")]
    [InlineData("analysisrevision", "")]
    [InlineData("limits", "none")]
    [InlineData("options", "{}")]
    public async Task A_result_whose_origin_is_another_or_unknown_is_outdated(string key, string value)
    {
        var store = await azurite.NewStoreAsync();
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        await RunAsync(store);
        var record = store.Predictions.GetBlobClient(ResultNames.Record(Image));
        var metadata = (await record.GetPropertiesAsync()).Value.Metadata;
        Assert.True(metadata.ContainsKey(key));
        metadata[key] = value;
        await record.SetMetadataAsync(metadata);
        Assert.Equal(ImageOutcome.Localized, await RunAsync(store));
    }

    private Task<ImageOutcome> RunAsync(ImageStore store, ImageLimits? limits = null) =>
        BlobInvocation.RunAsync(model.Processor(limits), store, Image);
}
