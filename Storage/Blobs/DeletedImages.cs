using Azure;
using Azure.Storage.Blobs;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Processing;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// Deletes the results of images that were deleted, if a setting says so. The event of a deletion misses the results of an image that is
/// being processed, because they do not exist yet, so a caller that has written results must call <see cref="CheckAsync"/>.
/// </summary>
/// <param name="store">The containers.</param>
/// <param name="isOn">Whether results are deleted at all.</param>
/// <param name="outages">Waits out errors of storage.</param>
/// <param name="logger">Gets one line per deleted image.</param>
public sealed class DeletedImages(ImageStore store, bool isOn, OutageBridge outages, ILogger<DeletedImages> logger)
{
    public const string Setting = "DeleteResults";

    private readonly OrphanedResults results = new(store);

    /// <summary>The switch in the settings, off by default.</summary>
    /// <exception cref="InvalidSettingException">Neither true nor false.</exception>
    public static bool ReadSwitch(Settings settings) => settings.Switch(Setting, defaultValue: false);

    /// <summary>Deletes the results of an image that is said to have been deleted, unless it exists.</summary>
    /// <param name="address">The image's blob.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <exception cref="RequestFailedException">Storage failed for longer than the limit, or refused.</exception>
    public async Task<ImageReport> ProcessAsync(BlobUriBuilder address, CancellationToken cancellation)
    {
        try
        {
            var report = !store.IsImage(address) ? BlobProcessor.Foreign(address, store)
                : !isOn ? new ImageReport(ImageOutcome.Kept, $"The results of {address.BlobName} stay: the setting {Setting} is not true.")
                : await outages.RunAsync(() => DeleteAsync(address.BlobName, cancellation), cancellation);
            ImageMetrics.Count(report);
            return report;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            ImageMetrics.CountFailure();
            throw;
        }
    }

    /// <summary>After the results of an image were written: deletes them if the image no longer exists.</summary>
    /// <returns><see langword="null"/> if the image exists, or if results are not to be deleted.</returns>
    internal async Task<ImageReport?> CheckAsync(string image, CancellationToken cancellation)
    {
        var isGone = isOn && await store.FindImageAsync(image, cancellation) is null;
        return isGone && await DeleteAsync(image, cancellation) is { Outcome: ImageOutcome.Deleted } report ? report : null;
    }

    private async Task<ImageReport> DeleteAsync(string image, CancellationToken cancellation)
    {
        if (!await results.DeleteAsync(image, cancellation))
        {
            return new ImageReport(ImageOutcome.Kept, $"{image} exists; its results stay.");
        }

        logger.ResultsDeleted(image);
        return new ImageReport(ImageOutcome.Deleted, $"{image} was deleted, and now its results are, too.");
    }
}
