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
        if (!storage.IsEmulator || QueueStorage.Connect(storage) is not { } queues)
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
                var project = ProjectFolder.Find();
                var script = await AzuritePackage.InstalledScriptAsync(project, writeLine, cancellation);
                return await Azurite.StartAsync(script, Path.Combine(project!, DataFolder(address)), address, queues.Uri, cancellation);
        }
    }

    /// <summary>Emulators on different ports have separate data.</summary>
    public static string DataFolder(Uri blobs) =>
        Path.Combine("artifacts", blobs.Port == AzuriteDefaultPort ? "azurite" : $"azurite-{blobs.Port}");
}
