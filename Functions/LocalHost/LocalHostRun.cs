using CamFunctions.Configuration;
using CamFunctions.Handler;
using CamFunctions.Inference;
using CamFunctions.Page;
using CamFunctions.Storage;
using CamFunctions.Telemetry;

namespace CamFunctions.LocalHost;

/// <summary>
/// Plays the Functions host on a developer's machine: storage, containers, samples, then an invocation of the very same handler
/// for each new image.
/// </summary>
internal sealed class LocalHostRun(Settings settings, Action<string> say)
{
    /// <summary>Runs until it is cancelled, and then stops all that it started.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var options = FunctionOptions.Read(settings);
        var storage = StorageConnection.Read(settings, StorageConnection.Emulator);
        var rules = HostRules.Read(AppContext.BaseDirectory);
        var loading = Task.Run(() => CamModel.Load(options.ModelPath, options.InferenceThreads), cancellation);
        await using var azurite = await EmulatedStorage.EnsureAsync(storage, say, cancellation);
        using var model = await loading;
        var store = new ImageStore(storage.Blobs, options.Containers);
        var samples = await ContainerSetup.PrepareAsync(store, storage.IsEmulator, cancellation);

        using var telemetry = TelemetryExport.Start(settings);
        await using var handler = HandlerApplication.Build(new CamPipeline(model, options.Pipeline), store, port: 0, OnThisMachine);
        await handler.StartAsync(cancellation);
        var index = new ImageIndex();
        await using var page = await PageApplication.StartAsync(settings, store, index, options.Pipeline.Limits, say, cancellation);
        Greet(model, storage, store, azurite is not null, samples);
        say($"Page      {page.Urls.Single()}/");
        say("Drop images there, or into the container with any storage tool. Ctrl+C stops.");
        await DispatchAsync(handler, storage, store, index, rules, cancellation);
    }

    private async Task DispatchAsync(
        WebApplication handler,
        StorageConnection storage,
        ImageStore store,
        ImageIndex index,
        HostRules rules,
        CancellationToken cancellation)
    {
        using var invocations = new InvocationClient(new Uri(handler.Urls.Single()), rules.FunctionTimeout);
        var poison = storage.Queues is null ? null : new PoisonQueue(storage.Queues, store.Names.Images);
        var watcher = new ImageWatcher(store.Images, index, say);
        try
        {
            await new Dispatcher(watcher, index, invocations, poison, rules, say).RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            say("Stopping.");
        }
    }

    private void Greet(CamModel model, StorageConnection storage, ImageStore store, bool startedAzurite, int samples)
    {
        say($"Network   {model.Metadata.Name}, {model.Metadata.Labels.Count} classes");
        say($"Storage   {storage.Blobs.Uri}{(startedAzurite ? $" (Azurite, started here; its data is in {EmulatedStorage.DataFolder(storage.Blobs.Uri)})" : string.Empty)}");
        say($"Watching  {store.Names.Images} -> {store.Names.Overlays}, {store.Names.Predictions}");
        if (samples > 0)
        {
            say($"{store.Names.Images} was empty; {samples} sample photographs were put in.");
        }
    }

    /// <summary>What goes well is told by the lines of the invocations.</summary>
    private static void OnThisMachine(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.None);
}
