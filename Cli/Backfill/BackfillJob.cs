using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill;

/// <summary>
/// Processes all images in a container, page by page, in the same way as the function. Images with a current record are skipped, so
/// both can safely run at the same time.
/// </summary>
internal sealed class BackfillJob(
    BlobProcessor processor,
    ImageStore store,
    WorkList list,
    BackfillRequest request,
    BackfillTally tally,
    Action<string> writeLine)
{
    /// <summary>If this many images in a row fail, the cause is storage, not the images.</summary>
    private const int MaximumFailuresInARow = 20;

    /// <summary>Small enough to start on the first images quickly, and large enough for a minute of work per request.</summary>
    private const int PageSize = 500;

    private int failuresInARow;

    /// <exception cref="BackfillException">Storage does not work.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pages = Channel.CreateUnbounded<string>();
        var listing = ListAsync(pages.Writer, stop.Token);
        try
        {
            await Parallel.ForEachAsync(
                ImagesAsync(pages.Reader, stop.Token),
                new ParallelOptions { MaxDegreeOfParallelism = request.Parallel, CancellationToken = stop.Token },
                async (work, token) => await ProcessAsync(work.Page, work.Position, work.Name, token));
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

    private static async IAsyncEnumerable<(WorkPage Page, int Position, string Name)> ImagesAsync(
        ChannelReader<string> pages,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var path in pages.ReadAllAsync(cancellation))
        {
            // Not disposed here, because its images may still be in progress. The last one closes its file.
            var page = WorkList.OpenPage(path);
            foreach (var (position, name) in page.Remaining())
            {
                yield return (page, position, name);
            }
        }
    }

    private async Task ProcessAsync(WorkPage page, int position, string image, CancellationToken cancellation)
    {
        try
        {
            var report = await processor.ProcessAsync(store.AddressOf(image), request.Force, cancellation);
            Interlocked.Exchange(ref failuresInARow, 0);
            page.MarkDone(position);
            tally.Count(report.Outcome);
            if (report.Outcome == ImageOutcome.Refused)
            {
                writeLine(report.Sentence);
            }
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or BackfillException))
        {
            Fail(image, fault);
        }
    }

    /// <summary>A failed image is not marked as done, so the next run retries it.</summary>
    private void Fail(string image, Exception fault)
    {
        tally.CountFailure();
        writeLine($"{image}: failed: {StorageFault.Summary(fault)}");
        if (Interlocked.Increment(ref failuresInARow) >= MaximumFailuresInARow)
        {
            throw new BackfillException(
                $"{MaximumFailuresInARow} images in a row have failed, so something is wrong with storage. " +
                "Run the same command again to continue.");
        }
    }
}
