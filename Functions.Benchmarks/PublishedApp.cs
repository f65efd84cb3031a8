using System.Diagnostics;
using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Benchmarks;

/// <summary>A published application and an Azurite of its own, ready for the local host to start it as the Functions host does.</summary>
internal sealed class PublishedApp : IAsyncDisposable
{
    private readonly FunctionApp app;
    private readonly Settings settings;
    private readonly StorageConnection storage;
    private readonly Azurite? azurite;

    private PublishedApp(FunctionApp app, Settings settings, StorageConnection storage, Azurite? azurite, ImageStore store)
    {
        this.app = app;
        this.settings = settings;
        this.storage = storage;
        this.azurite = azurite;
        Store = store;
    }

    public ImageStore Store { get; }

    /// <param name="folder">The built or published app.</param>
    /// <param name="emulator">The connection string of its Azurite.</param>
    /// <param name="further">Further settings.</param>
    public static async Task<PublishedApp> OpenAsync(string folder, string emulator, params KeyValuePair<string, string>[] further)
    {
        var values = new Settings(
            [.. Settings.FromEnvironment().Values, new("ImageStorage", emulator), new("ImagesContainer", "images"), .. further]);
        var connection = StorageConnection.Read(values);
        var started = await EmulatedStorage.EnsureAsync(connection, Console.WriteLine, CancellationToken.None);
        var store = new ImageStore(connection.Blobs, ContainerNames.Read(values));
        await ContainerSetup.PrepareAsync(store, isEmulator: true, CancellationToken.None);
        return new PublishedApp(FunctionAppReader.Read(folder, values.Values), values, connection, started, store);
    }

    public FunctionsHost Start() => Start(handler => handler);

    /// <param name="adapt">Changes how the handler is started.</param>
    public FunctionsHost Start(Func<FunctionApp, FunctionApp> adapt) =>
        FunctionsHost.Start(adapt(app), settings.Values, storage.Blobs, queues: null, new HostEvents());

    public Task InvokeAsync(FunctionsHost host, string image, CancellationToken cancellation) =>
        host.InvokeAsync(app.Functions.Single(), image, cancellation);

    /// <summary>The resident memory of the handler that a host has started, in bytes.</summary>
    public static (long Now, long Peak) Memory(FunctionsHost host)
    {
        using var handler = Process.GetProcessById(host.HandlerId!.Value);
        return (handler.WorkingSet64, handler.PeakWorkingSet64);
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
