using CamFunctions.Functions.Telemetry;
using CamFunctions.Shared.Text;
using CamFunctions.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Functions;

/// <summary>Deletes the results of an image that was deleted.</summary>
public sealed class DeleteResults(DeletedImages images, ILogger<DeleteResults> logger)
{
    /// <summary>The queue in the app's storage account into which Event Grid delivers the events of deleted blobs.</summary>
    public const string Queue = "deleted-images";

    /// <param name="deletion">The event.</param>
    /// <param name="cancellation">The host gives the invocation up.</param>
    /// <exception cref="InvalidDataException">The message is not an event of a deleted blob; it ends in the poison queue.</exception>
    [Function(nameof(DeleteResults))]
    public async Task RunAsync([QueueTrigger(Queue)] BlobEvent deletion, CancellationToken cancellation)
    {
        var image = deletion.Address;
        InvocationSpan.SetImage(image.BlobName);
        var report = await images.ProcessAsync(image, cancellation);
        InvocationSpan.SetOutcome(report.Outcome);
        logger.Finished(PrintableText.Line(report.Sentence));
    }
}
