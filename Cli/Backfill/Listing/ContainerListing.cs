using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Azure.Storage.Blobs.Models;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>Lists the images of a container page by page into a work list, and continues where an earlier run stopped.</summary>
/// <param name="store">The containers.</param>
/// <param name="list">What is listed but not done.</param>
/// <param name="prefix">Only images whose names begin with this; empty for all.</param>
/// <param name="pageSize">Names per request, 5,000 at most.</param>
/// <param name="progress">Gets the numbers of listed images.</param>
internal sealed class ContainerListing(ImageStore store, WorkList list, string prefix, int pageSize, ListedProgress progress)
{
    /// <summary>The images that are not done. Listing runs ahead of them, so that the remaining time can be estimated.</summary>
    /// <exception cref="BackfillException">The container can't be listed.</exception>
    public async IAsyncEnumerable<ListedImage> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pages = Channel.CreateUnbounded<string>();
        var listing = ListAsync(pages.Writer, stop.Token);
        try
        {
            await foreach (var path in pages.Reader.ReadAllAsync(stop.Token))
            {
                // Not disposed here, because its images may still be in progress. The last one closes its file.
                var page = WorkList.OpenPage(path);
                foreach (var (position, name) in page.Remaining())
                {
                    yield return new ListedImage(page, position, name);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await listing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Returns the pages that an earlier run has listed, then continues the listing.</summary>
    private async Task ListAsync(ChannelWriter<string> pages, CancellationToken cancellation)
    {
        try
        {
            progress.AddListed(list.CountRemaining());
            foreach (var page in list.Pages)
            {
                await pages.WriteAsync(page, cancellation);
            }

            if (!list.State.IsComplete)
            {
                await ContinueAsync(pages, cancellation);
            }

            progress.IsListed = true;
            pages.Complete();
        }
        catch (Exception exception) when (StorageError.Is(exception))
        {
            pages.Complete(new BackfillException(
                $"The container {store.Names.Images} can't be listed: {StorageError.Summary(exception)} " +
                "Run the same command again to continue."));
        }
        catch (Exception exception)
        {
            pages.Complete(exception);
        }
    }

    private async Task ContinueAsync(ChannelWriter<string> pages, CancellationToken cancellation)
    {
        var listing = store.Images
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation)
            .AsPages(list.State.Continuation, pageSize);
        await foreach (var page in listing.WithCancellation(cancellation))
        {
            var names = page.Values.Select(image => image.Name).ToArray();
            if (list.Add(names, page.ContinuationToken) is { } path)
            {
                progress.AddListed(names.Length);
                await pages.WriteAsync(path, cancellation);
            }
        }
    }
}
