using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Processing;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// Processes a blob and writes its overlay and record. Any number of calls for the same image, concurrent or consecutive, have the
/// same effect as one, and results of a later version are never overwritten by those of an earlier one.
/// </summary>
/// <param name="processor">Takes a snapshot of an image to its record.</param>
/// <param name="store">The containers.</param>
/// <param name="outages">Waits out errors of storage.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Gets one line per image.</param>
/// <param name="deletedImages">Deletes the results of images that were deleted meanwhile; <see langword="null"/> to keep them.</param>
public sealed class BlobProcessor(
    ImageProcessor processor,
    ImageStore store,
    OutageBridge outages,
    TimeProvider time,
    ILogger<BlobProcessor> logger,
    DeletedImages? deletedImages = null)
{
    /// <summary>A conflict means that another invocation made progress. More than a few conflicts in a row are a fault.</summary>
    private const int MaximumAttempts = 5;

    /// <param name="address">The image's blob.</param>
    /// <param name="redo">Whether to process the image even if its record is current.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <exception cref="RequestFailedException">Storage failed for longer than the limit, or refused.</exception>
    public async Task<ImageReport> ProcessAsync(BlobUriBuilder address, bool redo, CancellationToken cancellation)
    {
        try
        {
            var report = store.IsImage(address)
                ? await outages.RunAsync(() => ProcessAsync(address.BlobName, redo, cancellation), cancellation)
                : Foreign(address, store);
            ImageMetrics.Count(report);
            return report;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            ImageMetrics.CountFailure();
            throw;
        }
    }

    private async Task<ImageReport> ProcessAsync(string image, bool redo, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var start = time.GetTimestamp();
                var report = await BlobSnapshot.TakeAsync(store, image, cancellation) is { } snapshot
                    ? await processor.ProcessAsync(snapshot, redo, cancellation)
                    : new ImageReport(ImageOutcome.Gone, $"{image} is gone; nothing to do.");
                // An image that was deleted while it was processed is missed by the event of its deletion.
                if (report.Record is not null && deletedImages is not null)
                {
                    report = await deletedImages.CheckAsync(image, cancellation) ?? report;
                }

                logger.Finished(image, report.Outcome, time.GetElapsedTime(start).TotalMilliseconds);
                if (report.Record is { Error: { } error })
                {
                    logger.Refused(image, error.Code, error.Message);
                }

                return report;
            }
            catch (RequestFailedException exception) when (HasChanged(exception) && attempt < MaximumAttempts)
            {
                logger.Changed(image);
            }
        }
    }

    /// <summary>Without this check, an event subscription without a filter would process every overlay as an image, endlessly.</summary>
    internal static ImageReport Foreign(BlobUriBuilder address, ImageStore store) => new(
        ImageOutcome.Foreign,
        BlobNames.CanBeAddressed(address.BlobName)
            ? $"{address.BlobContainerName}/{address.BlobName} is not in the container {store.Names.Images}; left alone."
            : $"{address.BlobContainerName}/{address.BlobName} {BlobNames.Problem}; left alone. " +
            "Upload it under another name.");

    /// <summary>The image was deleted or replaced while it was downloaded, or another invocation wrote a result first.</summary>
    private static bool HasChanged(RequestFailedException exception) =>
        exception.Status == (int)HttpStatusCode.PreconditionFailed ||
        exception.ErrorCode == BlobErrorCode.BlobAlreadyExists ||
        exception.ErrorCode == BlobErrorCode.BlobNotFound;
}
