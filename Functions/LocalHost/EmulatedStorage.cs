using CamFunctions.Storage;

namespace CamFunctions.LocalHost;

/// <summary>Sees to it that the storage emulator runs when it is the one that is set.</summary>
internal static class EmulatedStorage
{
    /// <summary>Where Azurite listens unless it is told otherwise.</summary>
    private const int UsualPort = 10000;

    /// <returns>The Azurite that was started, or <see langword="null"/> where storage answers already or is no emulator.</returns>
    /// <exception cref="LocalHostException">Azurite can't be started.</exception>
    public static async Task<Azurite?> EnsureAsync(StorageConnection storage, Action<string> say, CancellationToken cancellation)
    {
        if (!storage.IsEmulator || storage.Queues is null)
        {
            return null;
        }

        var address = storage.Blobs.Uri;
        switch (await StorageProbe.AskAsync(address, cancellation))
        {
            case StorageAnswer.Storage:
                return null;
            case StorageAnswer.SomebodyElse:
                throw new LocalHostException(
                    $"Port {address.Port} is in use by something that is not storage. Stop it, or give Azurite other ports in the setting ImageStorage.");
            default:
                var project = ProjectFolder.Find();
                var script = await AzuritePackage.InstalledScriptAsync(project, say, cancellation);
                return await Azurite.StartAsync(script, Path.Combine(project!, DataFolder(address)), address, storage.Queues.Uri, cancellation);
        }
    }

    /// <summary>An emulator on other ports is another one, with data of its own.</summary>
    public static string DataFolder(Uri blobs) =>
        Path.Combine("artifacts", blobs.Port == UsualPort ? "azurite" : $"azurite-{blobs.Port}");
}
