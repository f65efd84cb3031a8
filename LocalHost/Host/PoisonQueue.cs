using Azure.Storage.Queues;

namespace CamFunctions.LocalHost.Host;

/// <summary>Where messages go that failed too often, so that nothing is lost and nothing else waits for them.</summary>
/// <param name="queues">The queue service; its client must encode messages in base64, as the Functions host does.</param>
internal sealed class PoisonQueue(QueueServiceClient queues)
{
    public const string Name = "webjobs-blobtrigger-poison";

    public async Task AddAsync(BlobMessage message, CancellationToken cancellation)
    {
        var queue = queues.GetQueueClient(Name);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await queue.SendMessageAsync(message.ToJson(), cancellation);
    }
}
