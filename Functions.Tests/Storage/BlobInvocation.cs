using Azure.Core;
using Azure.Storage.Blobs;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace CamFunctions.Tests.Storage;

/// <summary>One invocation for an image, as the handler does it.</summary>
internal static class BlobInvocation
{
    public static async Task<ImageOutcome> RunAsync(ImageProcessor images, ImageStore store, string image)
    {
        var outages = new OutageBridge(TimeSpan.Zero, TimeProvider.System, NullLogger<OutageBridge>.Instance);
        var processor = new BlobProcessor(images, store, outages, TimeProvider.System, NullLogger<BlobProcessor>.Instance);
        var report = await processor.ProcessAsync(store.AddressOf(image), redo: false, CancellationToken.None);
        return report.Outcome;
    }

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
