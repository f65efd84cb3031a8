using System.Text.Json;
using Azure.Storage.Queues;
using CamFunctions.LocalizeImage;

namespace CamFunctions.LocalHost;

/// <summary>Where images go that failed too often, so that nothing is lost and nothing else waits for them.</summary>
internal sealed class PoisonQueue(QueueServiceClient queues, string container)
{
    public const string QueueName = "webjobs-blobtrigger-poison";

    public async Task PutAsync(WatchedImage image, CancellationToken cancellation)
    {
        var queue = queues.GetQueueClient(QueueName);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var message = new PoisonMessage(
            $"Host.Functions.{LocalizeImageFunction.Name}", "BlockBlob", container, image.Name, image.ETag.ToString("H"));
        await queue.SendMessageAsync(JsonSerializer.Serialize(message, LocalHostJsonContext.Default.PoisonMessage), cancellation);
    }
}
