using System.Threading.Channels;
using Azure.Storage.Blobs;

namespace CamFunctions.LocalHost.Host;

/// <summary>
/// Delivers the events of deleted blobs to the functions with an Event Grid trigger, one after the other. As Event Grid does, it repeats
/// a delivery that failed, after a pause.
/// </summary>
internal sealed class DeletionEvents(
    FunctionApp app,
    BlobServiceClient blobs,
    InvocationClient invocations,
    HostEvents events,
    TimeProvider clock)
{
    /// <summary>Event Grid's pause before the first repetition of a delivery.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Channel<BlobDeletedEvent> queue = Channel.CreateUnbounded<BlobDeletedEvent>();

    public void Enqueue(string container, string blobName)
    {
        var blob = blobs.GetBlobContainerClient(container).GetBlobClient(blobName);
        queue.Writer.TryWrite(new BlobDeletedEvent(container, blobName, blob.Uri, Guid.NewGuid(), Now()));
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var deletion in queue.Reader.ReadAllAsync(cancellation))
        {
            foreach (var function in app.EventFunctions)
            {
                await DeliverAsync(function, deletion, cancellation);
            }
        }
    }

    private async Task DeliverAsync(EventFunction function, BlobDeletedEvent deletion, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var invocation = new EventInvocation(function, deletion, Guid.NewGuid(), Now(), Guid.NewGuid());
                events.DeletionTold(await invocations.InvokeAsync(invocation, cancellation));
                return;
            }
            catch (InvocationFailedException fault)
            {
                events.Notice(
                    $"The deletion of {deletion.BlobName} could not be told to {function.Name}, which is tried again in " +
                    $"{Pause.TotalSeconds:F0} seconds: {fault.Message}");
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
