using Azure.Storage.Queues;
using CamFunctions.LocalHost.Queues;

namespace CamFunctions.LocalHost.Host;

/// <summary>The queue for messages that failed too often, so that they are not lost and do not block others.</summary>
/// <param name="queues">The queue service; its client must encode messages in base64, as the Functions host does.</param>
internal sealed class PoisonQueue(QueueServiceClient queues)
{
    public async Task AddAsync(BlobMessage message, CancellationToken cancellation)
    {
        var queue = queues.GetQueueClient(QueueStorage.Poison);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await queue.SendMessageAsync(message.ToJson(), cancellation);
    }
}
