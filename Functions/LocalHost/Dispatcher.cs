using CamFunctions.LocalizeImage;
using CamFunctions.Storage;

namespace CamFunctions.LocalHost;

/// <summary>From watched images to invocations, by the host's rules: so many at once, so many tries, then the poison queue.</summary>
internal sealed class Dispatcher(
    ImageWatcher watcher,
    ImageIndex index,
    InvocationClient invocations,
    PoisonQueue? poison,
    HostRules rules,
    Action<string> say)
{
    /// <summary>Runs until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        watcher.WatchAsync(cancellation),
        new ParallelOptions { MaxDegreeOfParallelism = rules.MaxDegreeOfParallelism, CancellationToken = cancellation },
        async (image, token) => await DispatchAsync(image, token));

    private async Task DispatchAsync(WatchedImage image, CancellationToken cancellation)
    {
        index.Note(image, ImageState.Running);
        for (var tries = 1; ; tries++)
        {
            try
            {
                foreach (var line in await invocations.InvokeAsync(LocalizeImageFunction.Name, image, cancellation))
                {
                    say(line);
                }

                index.Note(image, ImageState.Done);
                return;
            }
            catch (InvocationFailedException fault)
            {
                say($"{image.Name}: try {tries} of {rules.PoisonBlobThreshold} failed: {fault.Message.Split('\n')[0].TrimEnd()}");
                if (tries == rules.PoisonBlobThreshold)
                {
                    await GiveUpAsync(image, cancellation);
                    return;
                }
            }
        }
    }

    private async Task GiveUpAsync(WatchedImage image, CancellationToken cancellation)
    {
        index.Note(image, ImageState.Failed);
        if (poison is null)
        {
            say($"{image.Name}: given up. Set ImageStorage__queueServiceUri to have such images noted in a poison queue.");
            return;
        }

        try
        {
            await poison.PutAsync(image, cancellation);
            say($"{image.Name}: given up, noted in the queue {PoisonQueue.QueueName}. Upload it again to have it tried again.");
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            // Storage fails as a whole: nothing is known to be wrong with the image.
            say($"{image.Name}: will be tried again, as the queue {PoisonQueue.QueueName} can't be written either: {StorageFault.Line(fault)}");
            watcher.Forget(image);
        }
    }
}
