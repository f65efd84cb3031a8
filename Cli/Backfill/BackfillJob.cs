using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Cli.Batches;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill;

/// <summary>
/// Processes all images in a container, page by page, several at the same time, in the same way as the function. Images with a
/// current record are skipped, so both can safely run at the same time.
/// </summary>
internal sealed class BackfillJob(
    BlobProcessor processor,
    ImageStore store,
    WorkList list,
    BackfillRequest request,
    BackfillTally tally,
    Action<string> writeLine)
{
    /// <summary>Small enough to start on the first images quickly, and large enough for a minute of work per request.</summary>
    private const int PageSize = 500;

    /// <exception cref="BackfillException">Storage does not work.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var streak = new FailureStreak();
        var images = new ContainerListing(store, list, request.Prefix, PageSize, tally.Progress).RunAsync(cancellation);
        await foreach (var result in OrderedWork.RunAsync(images, request.Parallel, ProcessAsync, cancellation))
        {
            Report(result, streak);
        }
    }

    /// <summary>
    /// Counts and marks an image as soon as it is finished, so that a killed backfill repeats as little as possible. A failed image is
    /// not marked, so the next run retries it.
    /// </summary>
    /// <returns>What to report.</returns>
    private async Task<BackfillResult> ProcessAsync(ListedImage image, CancellationToken cancellation)
    {
        try
        {
            var report = await processor.ProcessAsync(store.AddressOf(image.Name), request.Force, cancellation);
            image.Page.MarkDone(image.Position);
            tally.Count(report.Outcome);
            return new BackfillResult(HasFailed: false, report.Outcome == ImageOutcome.Refused ? report.Sentence : null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            tally.CountFailure();
            return new BackfillResult(HasFailed: true, $"{image.Name}: failed: {StorageError.Summary(exception)}");
        }
    }

    private void Report(BackfillResult result, FailureStreak streak)
    {
        if (result.Line is { } line)
        {
            writeLine(line);
        }

        streak.Add(result.HasFailed);
        if (streak.IsTooLong)
        {
            throw new BackfillException(
                $"{FailureStreak.Maximum} images in a row have failed, so something is wrong with storage. " +
                "Run the same command again to continue.");
        }
    }
}
