using CamFunctions.LocalHost.Queues;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Emulator;

/// <summary>Starts the storage emulator where the settings name it and it does not run yet.</summary>
public static class EmulatedStorage
{
    /// <summary>Azurite's own.</summary>
    private const int DefaultPort = 10000;

    /// <returns>The Azurite that was started, or <see langword="null"/> where storage answers already or is no emulator.</returns>
    /// <exception cref="EmulatorException">Azurite can't be started.</exception>
    public static async Task<Azurite?> EnsureAsync(StorageConnection storage, Action<string> tell, CancellationToken cancellation)
    {
        if (!storage.IsEmulator || QueueStorage.Connect(storage) is not { } queues)
        {
            return null;
        }

        var address = storage.Blobs.Uri;
        switch (await StorageProbe.AskAsync(address, cancellation))
        {
            case StorageAnswer.Storage:
                return null;
            case StorageAnswer.SomebodyElse:
                throw new EmulatorException(
                    $"Port {address.Port} is in use by something that is not storage. Stop it, or give Azurite other ports in the setting ImageStorage.");
            default:
                var project = ProjectFolder.Find();
                var script = await AzuritePackage.InstalledScriptAsync(project, tell, cancellation);
                return await Azurite.StartAsync(script, Path.Combine(project!, DataFolder(address)), address, queues.Uri, cancellation);
        }
    }

    /// <summary>An emulator on other ports is another one, with data of its own.</summary>
    public static string DataFolder(Uri blobs) =>
        Path.Combine("artifacts", blobs.Port == DefaultPort ? "azurite" : $"azurite-{blobs.Port}");
}
