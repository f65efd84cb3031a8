using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;
using CamFunctions.Workstation.Emulator;

using CamFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace CamFunctions.Tests.Fixtures;

/// <summary>An Azurite on free ports, started when a test first asks for it. Each test has its own containers.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly string connectionString = EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take());
    private readonly Lazy<Azurite> azurite;

    public AzuriteFixture() => azurite = new Lazy<Azurite>(() => Task.Run(StartAsync).GetAwaiter().GetResult());

    public string ConnectionString
    {
        get
        {
            _ = azurite.Value;
            return connectionString;
        }
    }

    public StorageConnection Connection => ConnectionTo(ConnectionString);

    public BlobServiceClient Blobs => Connection.Blobs;

    public QueueServiceClient Queues => QueueStorage.Connect(Connection)!;

    /// <summary>Three new, empty containers.</summary>
    internal async Task<ImageStore> NewStoreAsync()
    {
        var test = Guid.NewGuid().ToString("N")[..12];
        var store = new ImageStore(Blobs, new ContainerNames($"images-{test}", $"overlays-{test}", $"predictions-{test}"));
        await store.Images.CreateAsync();
        await store.Overlays.CreateAsync();
        await store.Predictions.CreateAsync();
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite.IsValueCreated)
        {
            await azurite.Value.DisposeAsync();
        }

        data.Dispose();
    }

    private static StorageConnection ConnectionTo(string text) => StorageConnection.Read(TestSettings.Of(("ImageStorage", text)));

    private Task<Azurite> StartAsync() =>
        EmulatedStorage.StartAsync(ConnectionTo(connectionString), data.Path, _ => { }, CancellationToken.None);
}
