using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill;

/// <summary>
/// Processes all images of a container, page by page, as the function does for the trigger: an image with a current record is left
/// alone, so both may run at once and neither does harm.
/// </summary>
internal sealed class BackfillJob(
    BlobProcessor processor,
    ImageStore store,
    WorkList list,
    BackfillRequest request,
    BackfillTally tally,
    Action<string> tell)
{
    /// <summary>As often as the Functions host tries an image before it gives up.</summary>
    private const int Tries = 5;

    /// <summary>That many images in a row don't fail each for a reason of its own.</summary>
    private const int MaximumFailuresInARow = 20;

    /// <summary>Small enough that the first images are worked on at once, and one request lists enough work for a minute.</summary>
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

    /// <summary>What was listed by an earlier run, then what is left of the listing. It runs ahead of the work, so that the remaining time can be told.</summary>
    private async Task ListAsync(ChannelWriter<string> pages, CancellationToken cancellation)
    {
        try
        {
            tally.AddListed(list.CountLeft());
            foreach (var page in list.Pages)
            {
                await pages.WriteAsync(page, cancellation);
            }

            if (!list.State.IsComplete)
            {
                await ListOnAsync(pages, cancellation);
            }

            tally.IsListed = true;
            pages.Complete();
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            pages.Complete(new BackfillException(
                $"The container {store.Names.Images} can't be listed: {StorageFault.Summary(fault)} Run the same command again to go on."));
        }
        catch (Exception fault)
        {
            pages.Complete(fault);
        }
    }

    private async Task ListOnAsync(ChannelWriter<string> pages, CancellationToken cancellation)
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
            // Not disposed here: images of it may still be worked on. Its file is closed with the last of them.
            var page = WorkList.OpenPage(path);
            foreach (var (position, name) in page.Left())
            {
                yield return (page, position, name);
            }
        }
    }

    private async Task ProcessAsync(WorkPage page, int position, string image, CancellationToken cancellation)
    {
        var address = new BlobUriBuilder(store.Images.Uri) { BlobName = image };
        for (var tries = 1; ; tries++)
        {
            try
            {
                var report = await processor.ProcessAsync(address, request.Force, cancellation);
                Interlocked.Exchange(ref failuresInARow, 0);
                page.MarkDone(position);
                tally.Count(report.Outcome);
                if (report.Outcome == ImageOutcome.Refused)
                {
                    tell(report.Sentence);
                }

                return;
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or BackfillException) && tries < Tries)
            {
                // Storage that is overloaded recovers only if it is left alone, each time for longer.
                await Task.Delay(TimeSpan.FromMilliseconds(100 << tries), cancellation);
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or BackfillException))
            {
                Fail(image, fault);
                return;
            }
        }
    }

    /// <summary>A failed image is not marked as done: the next run tries it again.</summary>
    private void Fail(string image, Exception fault)
    {
        tally.CountFailure();
        tell($"{image}: failed {Tries} times: {StorageFault.Summary(fault)}");
        if (Interlocked.Increment(ref failuresInARow) >= MaximumFailuresInARow)
        {
            throw new BackfillException(
                $"{MaximumFailuresInARow} images in a row have failed; something is wrong with storage. Run the same command again to go on.");
        }
    }
}
