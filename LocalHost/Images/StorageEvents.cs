using System.Text.Json;
using Azure.Storage.Queues;
using CamFunctions.LocalHost.Host;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;

namespace CamFunctions.LocalHost.Images;

/// <summary>
/// Stands for Event Grid: delivers an event for each new image to the webhook of the blob trigger, and for each deleted one, if the
/// setting for that is on, to the queues that functions listen to.
/// </summary>
internal sealed class StorageEvents
{
    private readonly FunctionsHost host;
    private readonly string[] blobFunctions;
    private readonly QueueClient[] deletionQueues;

    private StorageEvents(FunctionsHost host, string[] blobFunctions, QueueClient[] deletionQueues)
    {
        this.host = host;
        this.blobFunctions = blobFunctions;
        this.deletionQueues = deletionQueues;
    }

    /// <summary>Prepares the queues. Events that are left from an earlier run are dropped, because every image is reported again.</summary>
    /// <param name="host">The host, whose worker is ready.</param>
    /// <param name="app">The worker's app.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <exception cref="FunctionAppException">An account has no queue service.</exception>
    public static async Task<StorageEvents> PrepareAsync(FunctionsHost host, FunctionApp app, CancellationToken cancellation)
    {
        var old = QueueService(app, StorageConnection.HostName).GetQueueClient(host.Triggers.EventQueue);
        await old.DeleteIfExistsAsync(cancellation);
        var images = ContainerNames.Read(app.Settings).Images;
        var queues = DeletedImages.ReadSwitch(app.Settings)
            ? host.Functions.Where(function => function.IsQueue).Select(function => Queue(app, function)).ToArray()
            : [];
        foreach (var queue in queues)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }

        return new StorageEvents(
            host,
            [.. host.Functions.Where(function => IsForContainer(app, function, images)).Select(function => function.Id)],
            queues);
    }

    public async Task CreatedAsync(WatchedImage image, CancellationToken cancellation)
    {
        var data = new
        {
            api = "PutBlob",
            eTag = $"{image.ETag}".Trim('"'),
            contentLength = image.ContentLength,
            blobType = "BlockBlob",
            url = image.Uri.AbsoluteUri,
        };
        foreach (var function in blobFunctions)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, $"http://localhost/runtime/webhooks/blobs?functionName={Uri.EscapeDataString(function)}")
            {
                Headers = { { "aeg-event-type", "Notification" } },
                Content = new StringContent($"[{Event("Microsoft.Storage.BlobCreated", image, data)}]"),
            };
            using var response = await host.Triggers.PostEventsAsync(request, cancellation);
            response.EnsureSuccessStatusCode();
        }
    }

    public async Task DeletedAsync(WatchedImage image, CancellationToken cancellation)
    {
        var json = Event(
            "Microsoft.Storage.BlobDeleted",
            image,
            new { api = "DeleteBlob", blobType = "BlockBlob", url = image.Uri.AbsoluteUri });
        foreach (var queue in deletionQueues)
        {
            await queue.SendMessageAsync(json, cancellation);
        }
    }

    private static string Event(string type, WatchedImage image, object data) => JsonSerializer.Serialize(new
    {
        id = Guid.NewGuid(),
        topic = "/local",
        subject = $"/blobServices/default/containers/{image.Container}/blobs/{image.Name}",
        eventType = type,
        eventTime = DateTimeOffset.UtcNow,
        dataVersion = string.Empty,
        metadataVersion = "1",
        data,
    });

    private static bool IsForContainer(FunctionApp app, WorkerFunction function, string container) =>
        function.IsBlob && app.PlaceOf(function).StartsWith($"{container}/", StringComparison.Ordinal);

    private static QueueClient Queue(FunctionApp app, WorkerFunction function) =>
        QueueService(app, function.Text("connection") ?? StorageConnection.HostName).GetQueueClient(app.PlaceOf(function));

    private static QueueServiceClient QueueService(FunctionApp app, string connection) =>
        QueueStorage.Connect(StorageConnection.Read(app.Settings, connection)) ?? throw new FunctionAppException(
            $"The connection {connection} has no queue service, in which events wait. Set {connection}__queueServiceUri.");
}
