using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Poison;

/// <summary>Processes poisoned images again. A message is removed only when its image has its record, or no longer exists.</summary>
internal sealed class PoisonRetry(PoisonQueues queues, BlobProcessor processor, ImageStore store, Action<string> writeLine)
{
    /// <returns>Whether every message of this app's images was removed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var kept = new List<PoisonedImage>();
        var isComplete = true;
        await foreach (var image in queues.TakeAsync(cancellation))
        {
            if (image.Container != store.Names.Images)
            {
                writeLine($"{image.Container ?? "?"}/{image.Name}: not an image of the container {store.Names.Images}; left in the queue.");
                kept.Add(image);
            }
            else if (await TryAsync(image.Name, cancellation))
            {
                await PoisonQueues.RemoveAsync(image, cancellation);
            }
            else
            {
                isComplete = false;
                kept.Add(image);
            }
        }

        foreach (var image in kept)
        {
            await PoisonQueues.ReturnAsync(image, cancellation);
        }

        return isComplete;
    }

    private async Task<bool> TryAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var report = await processor.ProcessAsync(store.AddressOf(name), redo: false, cancellation);
            writeLine(report.Sentence);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            writeLine($"{name}: failed again: {StorageError.Summary(exception)} Its message stays in the queue.");
            return false;
        }
    }
}
