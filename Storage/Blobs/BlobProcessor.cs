using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Processing;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// From a blob's address to its overlay and record. Any number of calls for the same image, at once or one after the other, leave
/// the same as one, and results of a later version are never overwritten by those of an earlier one.
/// </summary>
public sealed class BlobProcessor(ImageProcessor processor, ImageStore store, TimeProvider time, ILogger<BlobProcessor> logger)
{
    /// <summary>Each further look means that somebody else made progress; more than a few of them is a fault.</summary>
    private const int MaximumLooks = 5;

    /// <param name="address">The image's blob.</param>
    /// <param name="redo">Whether to process an image whose record is current.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="RequestFailedException">Storage failed: worth trying again.</exception>
    public async Task<ImageReport> ProcessAsync(BlobUriBuilder address, bool redo, CancellationToken cancellation)
    {
        try
        {
            var report = IsImage(address) ? await ProcessAsync(address.BlobName, redo, cancellation) : Foreign(address);
            ImageMetrics.Count(report);
            return report;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            ImageMetrics.CountFailure();
            throw;
        }
    }

    private async Task<ImageReport> ProcessAsync(string image, bool redo, CancellationToken cancellation)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                var start = time.GetTimestamp();
                var report = await BlobSnapshot.TakeAsync(store, image, cancellation) is { } snapshot
                    ? await processor.ProcessAsync(snapshot, redo, cancellation)
                    : new ImageReport(ImageOutcome.Gone, $"{image} is gone; nothing to do.");
                logger.Finished(image, report.Outcome, time.GetElapsedTime(start).TotalMilliseconds);
                if (report.Record is { Error: { } error })
                {
                    logger.Refused(image, error.Code, error.Message);
                }

                return report;
            }
            catch (RequestFailedException fault) when (HasChanged(fault) && look < MaximumLooks)
            {
                logger.LookingAgain(image);
            }
        }
    }

    private bool IsImage(BlobUriBuilder address) => address.BlobContainerName == store.Names.Images && address.BlobName.Length > 0;

    /// <summary>An event subscription without its filter would otherwise turn every overlay into the next image, without end.</summary>
    private ImageReport Foreign(BlobUriBuilder address) => new(
        ImageOutcome.Foreign,
        $"{address.BlobContainerName}/{address.BlobName} is not in the container {store.Names.Images}; left alone.");

    /// <summary>The image was deleted or replaced while it was downloaded, or another invocation wrote a result first.</summary>
    private static bool HasChanged(RequestFailedException fault) =>
        fault.Status == (int)HttpStatusCode.PreconditionFailed ||
        fault.ErrorCode == BlobErrorCode.BlobAlreadyExists ||
        fault.ErrorCode == BlobErrorCode.BlobNotFound;
}
