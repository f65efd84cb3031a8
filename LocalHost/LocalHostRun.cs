using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Http;
using CamFunctions.LocalHost.Images;
using CamFunctions.LocalHost.Page;
using CamFunctions.LocalHost.Queues;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost;

/// <summary>
/// Runs the app on a developer's machine: storage with containers and samples, the Functions host with the app's executable, and a
/// page that shows the results.
/// </summary>
/// <param name="appFolder">The folder of the built or published Functions app.</param>
/// <param name="settings">The app settings.</param>
/// <param name="writeLine">Prints a line to the terminal.</param>
public sealed class LocalHostRun(string appFolder, Settings settings, Action<string> writeLine)
{
    /// <summary>Runs until cancelled, then stops everything that it started, all at the same time.</summary>
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
        var options = ProcessorSettings.Read(settings).Options;
        var storage = StorageConnection.Read(settings);
        // As in Azure, where deletions are only subscribed to if results are to be deleted, too.
        var tellsDeletions = DeletedImages.ReadSwitch(settings);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        // function.json refers to this setting, so the host needs it even if it has the default value.
        var appSettings = settings.WithDefaults([KeyValuePair.Create(ContainerNames.ImagesSetting, store.Names.Images)]).Values;
        var app = FunctionAppReader.Read(appFolder, appSettings);
        var index = new ImageIndex();
        var azurite = await EmulatedStorage.EnsureAsync(storage, writeLine, cancellation);
        if (azurite is not null)
        {
            started.Add(azurite);
        }

        var host = FunctionsHost.Start(app, appSettings, storage.Blobs, QueueStorage.Connect(storage), Events(app, index));
        started.Add(host);
        var samples = await ContainerSetup.PrepareAsync(store, storage.IsEmulator, cancellation);
        await host.WaitUntilReadyAsync(cancellation);
        PrintBanner(app, storage, store, azurite is not null, samples);
        var functions = await StartHttpAsync(host, started, cancellation);
        var page = await PageApplication.StartAsync(settings, store, index, functions, options, writeLine, cancellation);
        started.Add(page);
        writeLine($"Page      {page.Urls.Single()}/");
        writeLine("Drop images there, or into the container with any storage tool. Ctrl+C stops.");
        await RunAsync(host, new ImageWatcher(store.Images, index, writeLine), tellsDeletions, cancellation);
    }

    /// <returns>The addresses of the functions with an HTTP trigger.</returns>
    private async Task<IReadOnlyList<Uri>> StartHttpAsync(
        FunctionsHost host, List<IAsyncDisposable> started, CancellationToken cancellation)
    {
        var http = await HttpApplication.StartAsync(settings, host, writeLine, cancellation);
        started.Add(http);
        var functions = host.App.HttpFunctions.Select(function => new Uri($"{http.Urls.Single()}{function.Route}")).ToArray();
        foreach (var function in functions)
        {
            writeLine($"Function  {function}");
        }

        writeLine($"Webhook   {http.Urls.Single()}{BlobWebhook.Path}");
        return functions;
    }

    private async Task RunAsync(FunctionsHost host, ImageWatcher watcher, bool tellsDeletions, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = watcher.WatchAsync(
            image => host.Enqueue(image.Container, image.Name, image.ETag),
            TellDeletion,
            stopping.Token);
        try
        {
            await host.RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            writeLine("Stopping.");
        }
        finally
        {
            await stopping.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void TellDeletion(WatchedImage image)
        {
            if (tellsDeletions)
            {
                host.EnqueueDeletion(image.Container, image.Name);
            }
        }
    }

    private HostEvents Events(FunctionApp app, ImageIndex index) => new()
    {
        Waiting = message => index.SetState(message.BlobName, ImageState.Waiting),
        Running = message => index.SetState(message.BlobName, ImageState.Running),
        Done = (message, lines) =>
        {
            WriteLines(lines);
            index.SetState(message.BlobName, ImageState.Done);
        },
        DeletionTold = WriteLines,
        TryFailed = (message, reason) => writeLine(
            $"{message.BlobName}: try {message.FailedTries} of {app.PoisonBlobThreshold} failed: {reason.Split('\n')[0].TrimEnd()}"),
        GivenUp = (message, isInQueue) =>
        {
            index.SetState(message.BlobName, ImageState.Failed);
            writeLine(isInQueue
                ? $"{message.BlobName}: given up and moved to the queue {QueueStorage.Poison}. Upload it again to retry."
                : $"{message.BlobName}: given up. Set ImageStorage__queueServiceUri to collect such images in a poison queue.");
        },
        HandlerErrors = line => writeLine($"handler: {HandlerLogLine.Text(line)}"),
        Notice = writeLine,
    };

    private void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            writeLine(line);
        }
    }

    private void PrintBanner(FunctionApp app, StorageConnection storage, ImageStore store, bool startedAzurite, int samples)
    {
        var emulator = startedAzurite
            ? $" (Azurite, started here; its data is in {EmulatedStorage.DataFolder(storage.Blobs.Uri)})"
            : string.Empty;
        writeLine($"App       {app.Folder}");
        writeLine($"Storage   {storage.Blobs.Uri}{emulator}");
        writeLine($"Watching  {store.Names.Images} -> {store.Names.Overlays}, {store.Names.Predictions}");
        if (samples > 0)
        {
            writeLine($"{store.Names.Images} was empty; {samples} sample photographs were uploaded.");
        }
    }
}
