using System.Runtime.CompilerServices;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;

namespace CamFunctions.Cli.Poison;

/// <summary>
/// The poison queues of the blob trigger. Older versions of the extension have theirs in the host's account, newer ones in that of the
/// images; both are looked at.
/// </summary>
internal sealed class PoisonQueues(IReadOnlyList<QueueClient> queues)
{
    private const int MaximumMessages = 32;

    /// <summary>Longer than an image takes, so that nobody else gets the message meanwhile.</summary>
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(30);

    public static PoisonQueues Open(Settings settings)
    {
        string[] names = [StorageConnection.Name, StorageConnection.HostName];
        var services = names
            .Where(name => StorageConnection.IsConfigured(settings, name))
            .Select(name => QueueStorage.Connect(StorageConnection.Read(settings, name)))
            .OfType<QueueServiceClient>()
            .DistinctBy(service => service.Uri);
        return new PoisonQueues([.. services.Select(service => service.GetQueueClient(QueueStorage.Poison))]);
    }

    /// <summary>The oldest messages, left as they are, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<PoisonedImage> Images, int Total)> PeekAsync(CancellationToken cancellation)
    {
        var images = new List<PoisonedImage>();
        var total = 0;
        foreach (var queue in await ExistingAsync(cancellation))
        {
            PeekedMessage[] messages = await queue.PeekMessagesAsync(MaximumMessages, cancellation);
            images.AddRange(messages.Select(message =>
                PoisonedImage.Read(queue, message.MessageId, popReceipt: null, message.InsertedOn, message.Body)));
            QueueProperties properties = await queue.GetPropertiesAsync(cancellation);
            total += properties.ApproximateMessagesCount;
        }

        return (images, Math.Max(total, images.Count));
    }

    /// <summary>Takes the messages one by one. Nobody else sees them until they are returned, or for some minutes.</summary>
    public async IAsyncEnumerable<PoisonedImage> TakeAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var queue in await ExistingAsync(cancellation))
        {
            while (await queue.ReceiveMessageAsync(Visibility, cancellation) is { Value: { } message })
            {
                yield return PoisonedImage.Read(queue, message.MessageId, message.PopReceipt, message.InsertedOn, message.Body);
            }
        }
    }

    public static async Task RemoveAsync(PoisonedImage image, CancellationToken cancellation) =>
        await image.Queue.DeleteMessageAsync(image.MessageId, image.PopReceipt, cancellation);

    /// <summary>Lets others see the message again.</summary>
    public static async Task ReturnAsync(PoisonedImage image, CancellationToken cancellation) =>
        await image.Queue.UpdateMessageAsync(
            image.MessageId,
            image.PopReceipt,
            visibilityTimeout: TimeSpan.Zero,
            cancellationToken: cancellation);

    private async Task<IReadOnlyList<QueueClient>> ExistingAsync(CancellationToken cancellation)
    {
        var existing = new List<QueueClient>();
        foreach (var queue in queues)
        {
            if (await queue.ExistsAsync(cancellation))
            {
                existing.Add(queue);
            }
        }

        return existing;
    }
}
