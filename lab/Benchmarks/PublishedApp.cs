using System.Diagnostics;
using CamFunctions.Functions;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.Benchmarks;

/// <summary>A published application and an Azurite of its own, ready for the local host to start it as the Functions host does.</summary>
internal sealed class PublishedApp : IAsyncDisposable
{
    private readonly FunctionApp app;
    private readonly Azurite? azurite;

    private PublishedApp(FunctionApp app, Azurite? azurite, ImageStore store)
    {
        this.app = app;
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
        [
            .. Settings.FromEnvironment().Values,
            new("ImageStorage", emulator),
            new("AzureWebJobsStorage", emulator),
            new("ImagesContainer", "images"),
            .. further,
        ]);
        var connection = StorageConnection.Read(values);
        var started = await EmulatedStorage.EnsureAsync(connection, Console.WriteLine, CancellationToken.None);
        var store = new ImageStore(connection.Blobs, ContainerNames.Read(values));
        await ContainerSetup.PrepareAsync(store, isEmulator: true, CancellationToken.None);
        return new PublishedApp(FunctionApp.Read(folder, values), started, store);
    }

    public FunctionsHost Start() => Start(same => same);

    /// <param name="adapt">Changes how the worker is started.</param>
    public FunctionsHost Start(Func<FunctionApp, FunctionApp> adapt) => new(adapt(app));

    public Task InvokeAsync(FunctionsHost host, string image, CancellationToken cancellation) =>
        host.Triggers.CallAsync(
            host.Functions.Single(function => function.Name == nameof(LocalizeImage)), $"{Store.Names.Images}/{image}", cancellation);

    /// <summary>The resident memory of the worker that a host has started, in bytes.</summary>
    public static (long Now, long Peak) Memory(FunctionsHost host)
    {
        using var worker = Process.GetProcessById(host.WorkerId!.Value);
        return (worker.WorkingSet64, worker.PeakWorkingSet64);
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
