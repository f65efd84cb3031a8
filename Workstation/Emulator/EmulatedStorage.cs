using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Queues;

namespace CamFunctions.Workstation.Emulator;

/// <summary>Starts the storage emulator if the settings name it and it is not running yet.</summary>
public static class EmulatedStorage
{
    private const int AzuriteDefaultPort = 10000;

    /// <returns>The Azurite that was started; <see langword="null"/> if storage is already running or is not an emulator.</returns>
    /// <exception cref="EmulatorException">Azurite could not be started.</exception>
    public static async Task<Azurite?> EnsureAsync(StorageConnection storage, Action<string> writeLine, CancellationToken cancellation)
    {
        if (!storage.IsEmulator || QueueStorage.Connect(storage) is null)
        {
            return null;
        }

        var address = storage.Blobs.Uri;
        switch (await StorageProbe.ProbeAsync(address, cancellation))
        {
            case StorageAnswer.Storage:
                return null;
            case StorageAnswer.Other:
                throw new EmulatorException(
                    $"Port {address.Port} is in use by a program that is not a storage emulator. " +
                    "Stop it, or configure other ports for Azurite in the setting ImageStorage.");
            default:
                // Without a checkout there is no Azurite to start, which is an error with a sentence.
                var data = Path.Combine(ProjectFolder.Find() ?? string.Empty, DataFolder(address));
                return await StartAsync(storage, data, writeLine, cancellation);
        }
    }

    /// <summary>Installs Azurite, if it is missing, and starts it.</summary>
    /// <param name="storage">A connection with a blob and a queue service on this machine.</param>
    /// <param name="dataFolder">The folder for blobs and queues; created if missing.</param>
    /// <param name="writeLine">Prints a line to the terminal.</param>
    /// <param name="cancellation">Cancels starting it.</param>
    /// <exception cref="EmulatorException">Azurite could not be installed or started.</exception>
    public static async Task<Azurite> StartAsync(
        StorageConnection storage, string dataFolder, Action<string> writeLine, CancellationToken cancellation)
    {
        var script = await AzuritePackage.InstalledScriptAsync(ProjectFolder.Find(), writeLine, cancellation);
        return await Azurite.StartAsync(script, dataFolder, storage.Blobs.Uri, QueueStorage.Connect(storage)!.Uri, cancellation);
    }

    /// <summary>Emulators on different ports have separate data.</summary>
    public static string DataFolder(Uri blobs) =>
        Path.Combine("artifacts", blobs.Port == AzuriteDefaultPort ? "azurite" : $"azurite-{blobs.Port}");
}
