using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>
/// Decides whether a record is current without knowing the app's model and settings. A record of another version of the image is not.
/// One that was written before a given time is not either, unless the app that wrote the newer ones leaves it as it is.
/// </summary>
/// <param name="since">The time; <see langword="null"/> if the age does not matter.</param>
internal sealed class RecordCurrency(DateTimeOffset? since)
{
    private volatile ResultVersion? deployed;

    public bool IsCurrent(StoredImage image)
    {
        if (image is not { State: ResultState.Recorded, Record.LastModified: var written })
        {
            return false;
        }

        if (since is null)
        {
            return true;
        }

        // Storage gives times in whole seconds.
        if (written > since - TimeSpan.FromSeconds(1))
        {
            deployed = image.RecordVersion;
            return true;
        }

        return deployed is not null && image.RecordVersion is { } stored && deployed.Accepts(stored);
    }
}
