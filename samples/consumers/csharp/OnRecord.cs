// A function of the isolated worker, told by CAM_RESULTS_DESTINATION=.../sites/NAME/functions/OnRecord. It needs the packages
// Microsoft.Azure.Functions.Worker.Extensions.EventGrid and Azure.Storage.Blobs, and FinishedRecord.cs and RecordReader.cs beside it.
using Azure.Identity;
using Azure.Messaging;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Samples.Consumers;

internal sealed class OnRecord(ILogger<OnRecord> logger)
{
    private static readonly DefaultAzureCredential Credential = new();

    [Function(nameof(OnRecord))]
    public async Task RunAsync([EventGridTrigger] CloudEvent created, CancellationToken cancellation)
    {
        var data = created.Data!.ToObjectFromJson<BlobCreated>(System.Text.Json.JsonSerializerOptions.Web)!;
        if (await RecordReader.ReadAsync(new BlobClient(data.Url, Credential), data.ETag, cancellation) is not { } record)
        {
            return;
        }

        // Here: write a row with the key record.Source.Uri, in place of the one that is there.
        logger.LogInformation("{Summary}", record.Summary);
    }

    private sealed record BlobCreated(Uri Url, string ETag);
}
