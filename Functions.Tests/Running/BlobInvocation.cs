using Azure.Core;
using Azure.Storage.Blobs;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Invocations for an image, as the worker makes them, but without waiting for storage.</summary>
internal static class BlobInvocation
{
    public static OutageBridge NoPatience { get; } = new(TimeSpan.Zero, TimeProvider.System, NullLogger<OutageBridge>.Instance);

    public static async Task<ImageOutcome> RunAsync(
        ImageProcessor images,
        ImageStore store,
        string image,
        DeletedImages? deletedImages = null)
    {
        var report = await Processor(images, store, deletedImages)
            .ProcessAsync(store.AddressOf(image), redo: false, CancellationToken.None);
        return report.Outcome;
    }

    public static BlobProcessor Processor(ImageProcessor images, ImageStore store, DeletedImages? deletedImages = null) =>
        new(images, store, NoPatience, TimeProvider.System, NullLogger<BlobProcessor>.Instance, deletedImages);

    /// <summary>The same containers, for an invocation that something happens in between of.</summary>
    public static ImageStore With(AzuriteFixture azurite, ImageStore store, params InterleavedRequest[] requests)
    {
        var options = new BlobClientOptions();
        foreach (var request in requests)
        {
            options.AddPolicy(request, HttpPipelinePosition.PerCall);
        }

        return new ImageStore(new BlobServiceClient(azurite.ConnectionString, options), store.Names);
    }
}
