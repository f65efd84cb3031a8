using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Http;
using CamFunctions.LocalHost.Images;
using CamFunctions.LocalHost.Page;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.LocalHost;

/// <summary>
/// Runs the app on a developer's machine: storage with containers and samples, the triggers and the worker of the Functions app, and a
/// page that shows the results.
/// </summary>
/// <param name="appFolder">The folder of the built or published Functions app.</param>
/// <param name="settings">The app settings.</param>
/// <param name="writeLine">Prints a line to the terminal.</param>
public sealed class LocalHostRun(string appFolder, Settings settings, Action<string> writeLine)
{
    /// <summary>Runs until cancelled, then stops everything that it started.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var storage = StorageConnection.Read(settings);
        var store = new ImageStore(storage.Blobs, ContainerNames.Read(settings));
        var app = FunctionApp.Read(appFolder, settings.WithDefaults(Defaults(store)));
        using var claim = OnlyHost.Claim(store.Images.Uri);
        // The worker, storage and the web servers start at the same time.
        var host = new FunctionsHost(app);
        var emulator = EmulatedStorage.EnsureAsync(storage, writeLine, cancellation);
        var index = new ImageIndex();
        var reporting = new HostReport(store.Names.Images, index, writeLine).WriteAsync(host.ReadEventsAsync());
        try
        {
            await host.WaitUntilReadyAsync(cancellation);
            await using var http = await HttpApplication.StartAsync(settings, host, app, writeLine, cancellation);
            var limits = ProcessorSettings.Read(settings).Limits;
            await using var page = await PageApplication.StartAsync(settings, store, index, limits, writeLine, cancellation);
            PrintBanner(app, storage, store, startedAzurite: await emulator is not null);
            var events = await PrepareStorageAsync(app, host, store, storage.IsEmulator, cancellation);
            await host.Triggers.StartAsync(cancellation);
            PrintAddresses(AddressesOf(app, host, http), http, page);
            await WatchAsync(host, new ImageWatcher(store.Images, index, events, writeLine), cancellation);
        }
        finally
        {
            await host.DisposeAsync();
            await reporting;
            await StopAsync(await emulator);
        }
    }

    /// <summary>Settings that functions refer to, and the Functions host itself.</summary>
    private IEnumerable<KeyValuePair<string, string>> Defaults(ImageStore store)
    {
        var images = KeyValuePair.Create(ContainerNames.ImagesSetting, store.Names.Images);
        return StorageConnection.IsConfigured(settings, StorageConnection.HostName) ? [images] :
        [
            images,
            .. settings.Values
                .Where(setting => setting.Key == StorageConnection.Name
                    || setting.Key.StartsWith($"{StorageConnection.Name}__", StringComparison.OrdinalIgnoreCase))
                .Select(setting => KeyValuePair.Create(
                    StorageConnection.HostName + setting.Key[StorageConnection.Name.Length..], setting.Value)),
        ];
    }

    private async Task<StorageEvents> PrepareStorageAsync(
        FunctionApp app, FunctionsHost host, ImageStore store, bool isEmulator, CancellationToken cancellation)
    {
        var samples = await ContainerSetup.PrepareAsync(store, isEmulator, cancellation);
        if (samples > 0)
        {
            writeLine($"{store.Names.Images} was empty; {samples} sample photographs were uploaded.");
        }

        return await StorageEvents.PrepareAsync(host, app, cancellation);
    }

    private async Task WatchAsync(FunctionsHost host, ImageWatcher watcher, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = watcher.WatchAsync(stopping.Token);
        try
        {
            await await Task.WhenAny(host.RunAsync(stopping.Token), watching);
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
    }

    private void PrintBanner(FunctionApp app, StorageConnection storage, ImageStore store, bool startedAzurite)
    {
        var emulator = startedAzurite
            ? $" (Azurite, started here; its data is in {EmulatedStorage.DataFolder(storage.Blobs.Uri)})"
            : string.Empty;
        writeLine($"App       {app.Folder}");
        writeLine($"Storage   {storage.Blobs.Uri}{emulator}");
        writeLine($"Watching  {store.Names.Images} -> {store.Names.Overlays}, {store.Names.Predictions}");
    }

    private void PrintAddresses(IReadOnlyList<Uri> functions, WebApplication http, WebApplication page)
    {
        foreach (var function in functions)
        {
            writeLine($"Function  {function}");
        }

        writeLine($"Webhook   {http.Urls.Single()}{BlobWebhook.Path}");
        writeLine($"Page      {page.Urls.Single()}/");
        writeLine("Drop images there, or into the container with any storage tool. Ctrl+C stops.");
    }

    /// <summary>The addresses of the functions with an HTTP trigger.</summary>
    private static Uri[] AddressesOf(FunctionApp app, FunctionsHost host, WebApplication http) =>
    [
        .. host.Functions.Where(function => function.IsHttp)
            .Select(function => new Uri($"{http.Urls.Single()}{HttpApplication.RouteOf(function, app)}")),
    ];

    private static ValueTask StopAsync(Azurite? azurite) => azurite?.DisposeAsync() ?? default;
}
