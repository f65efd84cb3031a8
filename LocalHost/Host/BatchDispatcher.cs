using System.Threading.Channels;
using CamFunctions.LocalHost.Queues;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Host;

/// <summary>
/// Processes the blob trigger's queue in batches, as the Functions host does: it invokes the messages of a batch in parallel, and takes
/// the next batch when all of them are done. A failed message is requeued immediately, and finally goes to the poison queue.
/// </summary>
internal sealed class BatchDispatcher(FunctionApp app, BlobInvoker invoker, PoisonQueue? poison, HostEvents events)
{
    private readonly Channel<BlobMessage> queue = Channel.CreateUnbounded<BlobMessage>(new UnboundedChannelOptions { SingleReader = true });

    public void Enqueue(BlobMessage message)
    {
        events.Waiting(message);
        queue.Writer.TryWrite(message);
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await queue.Reader.WaitToReadAsync(cancellation))
        {
            await Task.WhenAll(TakeBatch().Select(message => TryAsync(message, cancellation)));
        }
    }

    private List<BlobMessage> TakeBatch()
    {
        var batch = new List<BlobMessage>();
        while (batch.Count < app.MaxDegreeOfParallelism && queue.Reader.TryRead(out var message))
        {
            batch.Add(message);
        }

        return batch;
    }

    private async Task TryAsync(BlobMessage message, CancellationToken cancellation)
    {
        events.Running(message);
        try
        {
            if (await invoker.InvokeAsync(message.Function, message.BlobName, cancellation) is { } lines)
            {
                events.Done(message, lines);
            }
            else
            {
                events.Gone(message);
            }
        }
        catch (InvocationFailedException fault)
        {
            var failed = message with { FailedTries = message.FailedTries + 1 };
            events.TryFailed(failed, fault.Message);
            await ReturnAsync(failed, cancellation);
        }
    }

    private async Task ReturnAsync(BlobMessage message, CancellationToken cancellation)
    {
        if (message.FailedTries < app.PoisonBlobThreshold)
        {
            Enqueue(message);
            return;
        }

        try
        {
            if (poison is not null)
            {
                await poison.AddAsync(message, cancellation);
            }

            events.GivenUp(message, poison is not null);
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            // All of storage is failing, so the blob is not known to be at fault.
            events.Notice(
                $"{message.BlobName} will be tried again, because the queue {QueueStorage.Poison} cannot be written either: " +
                StorageFault.Summary(fault));
            Enqueue(message with { FailedTries = 0 });
        }
    }
}
