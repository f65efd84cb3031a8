using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Queues;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;

using CamFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace CamFunctions.Tests.Fixtures;

/// <summary>An Azurite on free ports, started once for all tests. Each test has its own containers.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly TemporaryFolder data = new();
    private Azurite? azurite;

    public string ConnectionString { get; } = EmulatorAddress.OnPorts(FreePort.Take(), FreePort.Take());

    public StorageConnection Connection => StorageConnection.Read(SettingsOf(("ImageStorage", ConnectionString)));

    public BlobServiceClient Blobs => Connection.Blobs;

    public QueueServiceClient Queues => QueueStorage.Connect(Connection)!;

    public static Settings SettingsOf(params (string Name, string Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));

    public async ValueTask InitializeAsync()
    {
        var script = await AzuritePackage.InstalledScriptAsync(ProjectFolder.Find(), _ => { }, CancellationToken.None);
        azurite = await Azurite.StartAsync(script, data.Path, Blobs.Uri, Queues.Uri, CancellationToken.None);
    }

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
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }

        data.Dispose();
    }
}
