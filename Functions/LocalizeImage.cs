using Azure.Storage.Blobs;
using CamFunctions.Functions.Telemetry;
using CamFunctions.Shared.Text;
using CamFunctions.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Functions;

/// <summary>Writes the overlay and the record of an image that was uploaded.</summary>
public sealed class LocalizeImage(BlobProcessor processor, ILogger<LocalizeImage> logger)
{
    /// <param name="image">The blob. Only its address is used: its content never passes through the host.</param>
    /// <param name="cancellation">The host gives the invocation up.</param>
    [Function(nameof(LocalizeImage))]
    public async Task RunAsync(
        [BlobTrigger("%ImagesContainer%/{name}", Source = BlobTriggerSource.EventGrid, Connection = StorageConnection.Name)]
        BlobClient image,
        CancellationToken cancellation)
    {
        InvocationSpan.SetImage(image.Name);
        var report = await processor.ProcessAsync(new BlobUriBuilder(image.Uri), redo: false, cancellation);
        InvocationSpan.SetOutcome(report.Outcome);
        logger.Finished(PrintableText.Line(report.Sentence));
    }
}
