using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>Posts images to the app in batches, and remembers first that it does.</summary>
internal sealed class EventPosting(AppWebhook webhook, string container, TimeProvider time)
{
    /// <summary>The host puts the events of a request into its queue one after the other, so larger requests would be slower.</summary>
    private const int BatchSize = 50;
    private const int BatchesAtOnce = 8;

    private bool isAccepted;

    /// <summary>Posts all images, or fails.</summary>
    /// <exception cref="BackfillException">The app does not take them.</exception>
    public async Task<IReadOnlyList<PostedImage>> PostAsync(IReadOnlyList<Candidate> images, CancellationToken cancellation)
    {
        // With a wrong key, one request is refused and not many.
        var options = new ParallelOptions { MaxDegreeOfParallelism = isAccepted ? BatchesAtOnce : 1, CancellationToken = cancellation };
        await Parallel.ForEachAsync(images.Chunk(BatchSize), options, async (batch, token) => await PostBatchAsync(batch, token));
        var now = time.GetUtcNow();
        return [.. images.Select(image => new PostedImage(image.Image, now, image.Posts + 1))];
    }

    /// <summary>
    /// If this program is killed in between, the next run waits for images that were not posted, rather than post others twice.
    /// </summary>
    private async Task PostBatchAsync(Candidate[] batch, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        Mark(batch, now);
        try
        {
            await webhook.PostAsync([.. batch.Select(one => BlobCreatedEvent.Of(one.Image.Name, one.State, container, now))], cancellation);
            isAccepted = true;
        }
        catch (BackfillException)
        {
            Mark(batch, time: null);
            throw;
        }
    }

    private static void Mark(Candidate[] batch, DateTimeOffset? time)
    {
        foreach (var (image, _, _) in batch)
        {
            image.Page.MarkPosted(image.Position, time);
        }
    }

    /// <summary>An image to post.</summary>
    /// <param name="Image">The image.</param>
    /// <param name="State">As storage has it now.</param>
    /// <param name="Posts">How many times this run has posted it before.</param>
    internal sealed record Candidate(ListedImage Image, StoredImage State, int Posts);
}
