using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Imaging;
using CamFunctions.Storage;

namespace CamFunctions.LocalizeImage;

/// <summary>
/// The function: from a blob's address to its overlay and record. Any number of invocations for the same image, at once or one
/// after the other, leave the same as one, and results of a later version are never overwritten by those of an earlier one.
/// </summary>
public sealed class LocalizeImageFunction(CamPipeline pipeline, ImageStore store, TimeProvider time, ILogger<LocalizeImageFunction> logger)
{
    /// <summary>The folder of function.json, and so the path of the invocations.</summary>
    public const string Name = "LocalizeImage";

    /// <summary>Each further look means that somebody else made progress; more than a few of them is a fault.</summary>
    private const int MostLooks = 5;

    /// <param name="address">The image's blob.</param>
    /// <param name="redo">Whether an image is to be processed even if its record is current.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="RequestFailedException">Storage failed: worth trying again.</exception>
    public async Task<ImageReport> RunAsync(BlobUriBuilder address, bool redo, CancellationToken cancellation)
    {
        try
        {
            var report = await LookAndWorkAsync(address, redo, cancellation);
            ImageMetrics.Count(report);
            return report;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            ImageMetrics.CountFailure();
            throw;
        }
    }

    private async Task<ImageReport> LookAndWorkAsync(BlobUriBuilder address, bool redo, CancellationToken cancellation)
    {
        var image = address.BlobName;
        if (address.BlobContainerName != store.Names.Images || image.Length == 0)
        {
            // An event subscription without its filter would otherwise turn every overlay into the next image, without end.
            return new(ImageOutcome.Foreign, $"{address.BlobContainerName}/{image} is not in the container {store.Names.Images}; left alone.");
        }

        for (var look = 1; ; look++)
        {
            try
            {
                var clock = new StageClock(time);
                var report = await LookAndWorkAsync(image, redo, clock, cancellation);
                logger.Finished(image, report.Outcome, clock.ElapsedMs);
                return report;
            }
            catch (RequestFailedException fault) when (ChangedMeanwhile(fault) && look < MostLooks)
            {
                logger.LookingAgain(image);
            }
        }
    }

    /// <summary>
    /// The order of the looks is what keeps later versions safe: results first, then the image. Whoever wrote a result that is
    /// seen here had seen this version of the image or an earlier one; whoever writes one after that makes the writing here fail.
    /// </summary>
    private async Task<ImageReport> LookAndWorkAsync(string image, bool redo, StageClock clock, CancellationToken cancellation)
    {
        var (record, overlay) = (store.LookAtRecordAsync(image, cancellation), store.LookAtOverlayAsync(image, cancellation));
        await Task.WhenAll(record, overlay);
        if (await store.LookAtImageAsync(image, cancellation) is not { } properties)
        {
            return new(ImageOutcome.Gone, $"{image} is gone; nothing to do.");
        }

        var work = new ImageWork(pipeline, store, image, properties, await record, await overlay, clock);
        if (work.IsDone && !redo)
        {
            return new(ImageOutcome.Current, $"{image} is up to date.");
        }

        ImageMetrics.RecordAge(work.Age);
        try
        {
            return await work.LocalizeAsync(cancellation);
        }
        catch (RejectedImageException rejection)
        {
            logger.Refused(image, rejection.Code, rejection.Message);
            return await work.RefuseAsync(rejection, cancellation);
        }
    }

    /// <summary>The image was deleted or written anew while it was downloaded, or another invocation wrote a result first.</summary>
    private static bool ChangedMeanwhile(RequestFailedException fault) =>
        fault.Status == StatusCodes.Status412PreconditionFailed ||
        fault.ErrorCode == BlobErrorCode.BlobAlreadyExists ||
        fault.ErrorCode == BlobErrorCode.BlobNotFound;
}
