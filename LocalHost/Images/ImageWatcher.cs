using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Images;

/// <summary>
/// Watches a container as Event Grid does in the cloud: each name with a new ETag is reported once. What was there before is
/// reported too; the function knows what is done already.
/// </summary>
internal sealed class ImageWatcher(BlobContainerClient container, ImageIndex index, Action<string> tell)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool isReachable = true;

    /// <summary>Looks at the container until it is cancelled.</summary>
    /// <param name="report">Gets each new image, or new version of one.</param>
    /// <param name="cancellation">Ends the watch.</param>
    public async Task WatchAsync(Action<WatchedImage> report, CancellationToken cancellation)
    {
        using var interval = new PeriodicTimer(Interval);
        do
        {
            await LookAsync(report, cancellation);
        }
        while (await interval.WaitForNextTickAsync(cancellation));
    }

    /// <summary>One look at the whole container. Storage that fails for a while ends the look, not the watch.</summary>
    private async Task LookAsync(Action<WatchedImage> report, CancellationToken cancellation)
    {
        try
        {
            var found = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation))
            {
                found.Add(blob.Name);
                var image = Watched(blob);
                if (index.Find(image.Name)?.Image.ETag != image.ETag)
                {
                    index.Note(image, ImageState.Waiting);
                    report(image);
                }
            }

            foreach (var gone in index.Newest(after: null, int.MaxValue).Where(known => !found.Contains(known.Image.Name)))
            {
                index.Remove(gone.Image.Name);
            }

            Tell(isReachableNow: true, $"{container.Uri} can be listed again.");
        }
        catch (Exception fault) when (StorageFault.Is(fault) && !cancellation.IsCancellationRequested)
        {
            Tell(isReachableNow: false, $"{container.Uri} can't be listed, trying on: {StorageFault.Summary(fault)}");
        }
    }

    /// <summary>One line when storage goes, and one when it is back, however long that takes.</summary>
    private void Tell(bool isReachableNow, string line)
    {
        if (isReachableNow != isReachable)
        {
            isReachable = isReachableNow;
            tell(line);
        }
    }

    private WatchedImage Watched(BlobItem blob) => new(
        container.Name,
        blob.Name,
        container.GetBlobClient(blob.Name).Uri,
        blob.Properties.ETag ?? default,
        blob.Properties.LastModified ?? default,
        blob.Properties.ContentLength ?? 0);
}
