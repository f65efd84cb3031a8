using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Images;
using CamFunctions.LocalHost.Page;
using CamFunctions.LocalHost.Queues;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost;

/// <summary>
/// A developer's machine in place of the cloud: storage with its containers and samples, the Functions host with the app's own
/// executable, and a page to look at the results.
/// </summary>
/// <param name="appFolder">The folder of the built or published Functions app.</param>
/// <param name="settings">The app settings.</param>
/// <param name="tell">Gets the lines for the terminal.</param>
public sealed class LocalHostRun(string appFolder, Settings settings, Action<string> tell)
{
    /// <summary>Runs until it is cancelled, and then stops everything that it started, all at the same time.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var started = new List<IAsyncDisposable>();
        try
        {
            await StartAsync(started, cancellation);
        }
        finally
        {
            await Task.WhenAll(started.Select(part => part.DisposeAsync().AsTask()));
        }
    }

    private async Task StartAsync(List<IAsyncDisposable> started, CancellationToken cancellation)
    {
        var limits = ProcessorSettings.Read(settings).Options.Limits;
        var storage = StorageConnection.Read(settings);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        // function.json names the container by this setting, so the host needs it even where it is the default.
        var appSettings = settings.WithDefaults([KeyValuePair.Create(ContainerNames.ImagesSetting, store.Names.Images)]).Values;
        var app = FunctionAppReader.Read(appFolder, appSettings);
        var index = new ImageIndex();
        var azurite = await EmulatedStorage.EnsureAsync(storage, tell, cancellation);
        if (azurite is not null)
        {
            started.Add(azurite);
        }

        var host = FunctionsHost.Start(app, appSettings, storage.Blobs, QueueStorage.Connect(storage), Events(app, index));
        started.Add(host);
        var samples = await ContainerSetup.PrepareAsync(store, storage.IsEmulator, cancellation);
        await host.WaitUntilReadyAsync(cancellation);
        var page = await PageApplication.StartAsync(settings, store, index, limits, tell, cancellation);
        started.Add(page);
        Greet(app, storage, store, azurite is not null, samples);
        tell($"Page      {page.Urls.Single()}/");
        tell("Drop images there, or into the container with any storage tool. Ctrl+C stops.");
        await RunAsync(host, new ImageWatcher(store.Images, index, tell), cancellation);
    }

    private async Task RunAsync(FunctionsHost host, ImageWatcher watcher, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = watcher.WatchAsync(image => host.Enqueue(image.Container, image.Name, image.ETag), stopping.Token);
        try
        {
            await host.RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            tell("Stopping.");
        }
        finally
        {
            await stopping.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private HostEvents Events(FunctionApp app, ImageIndex index) => new()
    {
        Waiting = message => index.Mark(message.BlobName, ImageState.Waiting),
        Running = message => index.Mark(message.BlobName, ImageState.Running),
        Done = (message, lines) =>
        {
            foreach (var line in lines)
            {
                tell(line);
            }

            index.Mark(message.BlobName, ImageState.Done);
        },
        TryFailed = (message, reason) => tell(
            $"{message.BlobName}: try {message.FailedTries} of {app.PoisonBlobThreshold} failed: {reason.Split('\n')[0].TrimEnd()}"),
        GivenUp = (message, isInQueue) =>
        {
            index.Mark(message.BlobName, ImageState.Failed);
            tell(isInQueue
                ? $"{message.BlobName}: given up, noted in the queue {PoisonQueue.Name}. Upload it again to have it tried again."
                : $"{message.BlobName}: given up. Set ImageStorage__queueServiceUri to have such images noted in a poison queue.");
        },
        HandlerErrors = line => tell($"handler: {line}"),
        Says = tell,
    };

    private void Greet(FunctionApp app, StorageConnection storage, ImageStore store, bool startedAzurite, int samples)
    {
        var emulator = startedAzurite ? $" (Azurite, started here; its data is in {EmulatedStorage.DataFolder(storage.Blobs.Uri)})" : string.Empty;
        tell($"App       {app.Folder}");
        tell($"Storage   {storage.Blobs.Uri}{emulator}");
        tell($"Watching  {store.Names.Images} -> {store.Names.Overlays}, {store.Names.Predictions}");
        if (samples > 0)
        {
            tell($"{store.Names.Images} was empty; {samples} sample photographs were put in.");
        }
    }
}
