using System.Diagnostics;
using CamFunctions.Shared.Configuration;
using CamFunctions.Storage.Blobs;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.Benchmarks.Chaos.Storage;

/// <summary>An Azurite that can be stopped and started, and that can be kept from writing.</summary>
internal sealed class ChaosStorage : IAsyncDisposable
{
    private const int MaximumStarts = 5;

    private readonly string folder = Directory.CreateTempSubdirectory("camfunctions-").FullName;
    private readonly StorageConnection connection;
    private Azurite? azurite;

    public ChaosStorage(int blobPort, int queuePort)
    {
        ConnectionString = Emulator.On(blobPort, queuePort);
        connection = StorageConnection.Read(new Settings([new(StorageConnection.Name, ConnectionString)]));
        Store = new ImageStore(connection.Blobs, new ContainerNames("images", "overlays", "predictions"));
    }

    /// <summary>Without the proxy.</summary>
    public string ConnectionString { get; }

    /// <summary>The containers, without the proxy.</summary>
    public ImageStore Store { get; }

    public Uri Address => connection.Blobs.Uri;

    public async Task StartAsync(CancellationToken cancellation) =>
        azurite = await EmulatedStorage.StartAsync(connection, Path.Combine(folder, "data"), Console.WriteLine, cancellation);

    /// <summary>Stops Azurite and starts it; on a busy machine it may need more than one try to be up in time.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await StopAsync();
        for (var attempt = 1; azurite is null; attempt++)
        {
            try
            {
                await StartAsync(cancellation);
            }
            catch (EmulatorException) when (attempt < MaximumStarts)
            {
                // The next one.
            }
        }
    }

    public async Task StopAsync()
    {
        if (azurite is { } running)
        {
            azurite = null;
            await running.DisposeAsync();
        }
    }

    /// <summary>
    /// Makes every write to a file fail, as on a full disk: the limit of a file's size is one byte (EFBIG instead of ENOSPC). Unlike a
    /// file system of its own it needs no rights.
    /// </summary>
    public void FillDisk() => Limit("1:");

    public void EmptyDisk() => Limit("unlimited:");

    /// <summary>Whether Azurite has ended by itself.</summary>
    public bool HasEnded => azurite is { HasExited: true };

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void Limit(string size)
    {
        if (azurite is { HasExited: false } running)
        {
            using var program = Process.Start("prlimit", ["--pid", $"{running.Id}", $"--fsize={size}"]);
            program.WaitForExit();
        }
    }
}
