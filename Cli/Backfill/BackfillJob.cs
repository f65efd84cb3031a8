using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Azure.Storage.Blobs.Models;
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
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pages = Channel.CreateUnbounded<string>();
        var listing = ListAsync(pages.Writer, stop.Token);
        try
        {
            var streak = new FailureStreak();
            var images = ImagesAsync(pages.Reader, stop.Token);
            await foreach (var result in OrderedWork.RunAsync(images, request.Parallel, ProcessAsync, stop.Token))
            {
                Report(result, streak);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await listing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Returns the pages that an earlier run has listed, then continues the listing. Listing runs ahead of processing, so that the
    /// remaining time can be estimated.
    /// </summary>
    private async Task ListAsync(ChannelWriter<string> pages, CancellationToken cancellation)
    {
        try
        {
            tally.AddListed(list.CountRemaining());
            foreach (var page in list.Pages)
            {
                await pages.WriteAsync(page, cancellation);
            }

            if (!list.State.IsComplete)
            {
                await ContinueListingAsync(pages, cancellation);
            }

            tally.IsListed = true;
            pages.Complete();
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            pages.Complete(new BackfillException(
                $"The container {store.Names.Images} can't be listed: {StorageFault.Summary(fault)} " +
                "Run the same command again to continue."));
        }
        catch (Exception fault)
        {
            pages.Complete(fault);
        }
    }

    private async Task ContinueListingAsync(ChannelWriter<string> pages, CancellationToken cancellation)
    {
        var listing = store.Images
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, request.Prefix, cancellation)
            .AsPages(list.State.Continuation, PageSize);
        await foreach (var page in listing.WithCancellation(cancellation))
        {
            var names = page.Values.Select(image => image.Name).ToArray();
            if (list.Add(names, page.ContinuationToken) is { } path)
            {
                tally.AddListed(names.Length);
                await pages.WriteAsync(path, cancellation);
            }
        }
    }

    private static async IAsyncEnumerable<ListedImage> ImagesAsync(
        ChannelReader<string> pages,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var path in pages.ReadAllAsync(cancellation))
        {
            // Not disposed here, because its images may still be in progress. The last one closes its file.
            var page = WorkList.OpenPage(path);
            foreach (var (position, name) in page.Remaining())
            {
                yield return new ListedImage(page, position, name);
            }
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
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            tally.CountFailure();
            return new BackfillResult(HasFailed: true, $"{image.Name}: failed: {StorageFault.Summary(fault)}");
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
