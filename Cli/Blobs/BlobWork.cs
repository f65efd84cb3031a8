using CamFunctions.Cli.Models;
using CamFunctions.Cli.Output;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation.Emulator;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CamFunctions.Cli.Blobs;

/// <summary>Storage, model and processor, put together from the settings, for commands that process blobs as the function does.</summary>
internal sealed class BlobWork : IAsyncDisposable
{
    private readonly Azurite? azurite;
    private readonly CamModel model;
    private readonly ILoggerFactory logging;

    private BlobWork(
        StorageConnection storage,
        ContainerNames containers,
        Azurite? azurite,
        CamModel model,
        ProcessorSettings processing,
        TimeSpan outageLimit,
        bool deletesResults)
    {
        this.azurite = azurite;
        this.model = model;
        Storage = storage;
        logging = ConsoleLogging.Create();
        Store = new ImageStore(storage.Blobs, containers);
        var processor = processing.Processor(model);
        Version = processor.Version;
        var outages = new OutageBridge(outageLimit, TimeProvider.System, logging.CreateLogger<OutageBridge>());
        var deleted = new DeletedImages(Store, deletesResults, outages, NullLogger<DeletedImages>.Instance);
        Processor = new BlobProcessor(processor, Store, outages, TimeProvider.System, NullLogger<BlobProcessor>.Instance, deleted);
    }

    public StorageConnection Storage { get; }

    public ImageStore Store { get; }

    public BlobProcessor Processor { get; }

    /// <summary>What results are made with.</summary>
    public ResultVersion Version { get; }

    /// <summary>Starts the emulator if the settings name it and it does not run, and prepares the model if there is none yet.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="atOnce">How many images the command processes at the same time.</param>
    /// <param name="cancellation">Stops the preparation.</param>
    public static async Task<BlobWork> OpenAsync(Settings settings, int atOnce, CancellationToken cancellation)
    {
        var processing = ProcessorSettings.Read(settings).ForImages(atOnce, Environment.ProcessorCount);
        var storage = StorageConnection.Read(settings);
        var containers = ContainerNames.Read(settings);
        var outageLimit = OutageBridge.ReadLimit(settings);
        var deletesResults = DeletedImages.ReadSwitch(settings);
        var emulator = await EmulatedStorage.EnsureAsync(storage, Terminal.WriteLine, cancellation);
        try
        {
            var network = await DefaultModel.LoadAsync(processing, cancellation);
            return new BlobWork(storage, containers, emulator, network, processing, outageLimit, deletesResults);
        }
        catch when (emulator is not null)
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        model.Dispose();
        logging.Dispose();
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
