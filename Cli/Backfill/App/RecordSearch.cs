using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>Looks for the records of images, many at the same time.</summary>
internal sealed class RecordSearch(ImageStore store, RecordCurrency currency, OutageBridge outages)
{
    /// <summary>Each look waits for storage, not for this machine.</summary>
    public const int Concurrency = 32;

    /// <returns>The state of each image, in the same order.</returns>
    public async Task<StoredImage[]> FindAsync(IReadOnlyList<ListedImage> images, CancellationToken cancellation)
    {
        var states = new StoredImage[images.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };
        await Parallel.ForAsync(0, images.Count, options, async (index, token) => states[index] = await outages.RunAsync(
            () => store.ReadStateAsync(images[index].Name, token), token));
        return states;
    }

    /// <summary>Whether there is nothing to do, because the image has a current record or no longer exists.</summary>
    public bool IsDone(StoredImage image) => image.State == ResultState.Gone || currency.IsCurrent(image);
}
