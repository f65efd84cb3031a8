using Azure.Storage.Blobs;
using CamFunctions.Functions;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The functions of the app, called in the tests' process as the worker SDK calls them.</summary>
internal sealed class CalledFunctions
{
    private readonly LoggedLines<LocalizeImage> localized = new();
    private readonly LoggedLines<DeleteResults> deleted = new();
    private readonly LocalizeImage localizeImage;
    private readonly DeleteResults deleteResults;
    private readonly ImageStore store;

    public CalledFunctions(ImageProcessor processor, ImageStore store, bool deletesResults = false)
    {
        this.store = store;
        var outages = new OutageBridge(TimeSpan.Zero, TimeProvider.System, NullLogger<OutageBridge>.Instance);
        var deletedImages = new DeletedImages(store, deletesResults, outages, NullLogger<DeletedImages>.Instance);
        var blobs = new BlobProcessor(
            processor, store, outages, TimeProvider.System, NullLogger<BlobProcessor>.Instance, deletedImages);
        localizeImage = new LocalizeImage(blobs, localized);
        deleteResults = new DeleteResults(deletedImages, deleted);
    }

    /// <returns>The line for the host's log.</returns>
    public Task<string> LocalizeAsync(string image) => LocalizeAsync(store.Images.GetBlobClient(image));

    /// <returns>The line for the host's log.</returns>
    public async Task<string> LocalizeAsync(BlobClient image)
    {
        await localizeImage.RunAsync(image, TestContext.Current.CancellationToken);
        return localized.Last;
    }

    /// <returns>The line for the host's log.</returns>
    public Task<string> DeleteAsync(Uri image) => DeleteAsync(new BlobEvent(new BlobEvent.Content(image)));

    /// <returns>The line for the host's log.</returns>
    public async Task<string> DeleteAsync(BlobEvent deletion)
    {
        await deleteResults.RunAsync(deletion, TestContext.Current.CancellationToken);
        return deleted.Last;
    }
}
