using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Images;

/// <summary>
/// Watches a container as Event Grid does in Azure: each name with a new ETag is reported once. Existing images are reported too;
/// the function skips those that are already processed.
/// </summary>
internal sealed class ImageWatcher(BlobContainerClient container, ImageIndex index, Action<string> writeLine)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool isReachable = true;

    /// <summary>Polls the container until it is cancelled.</summary>
    /// <param name="report">Called for each new image or new version of an image.</param>
    /// <param name="reportDeleted">Called for each image that was deleted.</param>
    /// <param name="cancellation">Stops watching.</param>
    public async Task WatchAsync(Action<WatchedImage> report, Action<WatchedImage> reportDeleted, CancellationToken cancellation)
    {
        using var interval = new PeriodicTimer(Interval);
        do
        {
            await ScanAsync(report, reportDeleted, cancellation);
        }
        while (await interval.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Lists the whole container once. A storage fault ends this scan, not the watch.</summary>
    private async Task ScanAsync(Action<WatchedImage> report, Action<WatchedImage> reportDeleted, CancellationToken cancellation)
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
                    index.Update(image, ImageState.Waiting);
                    report(image);
                }
            }

            foreach (var gone in index.Newest(after: null, int.MaxValue).Where(known => !found.Contains(known.Image.Name)))
            {
                index.Remove(gone.Image.Name);
                reportDeleted(gone.Image);
            }

            ReportReachability(isReachableNow: true, $"{container.Uri} can be listed again.");
        }
        catch (Exception fault) when (StorageFault.Is(fault) && !cancellation.IsCancellationRequested)
        {
            ReportReachability(isReachableNow: false, $"{container.Uri} can't be listed, still trying: {StorageFault.Summary(fault)}");
        }
    }

    /// <summary>Prints one line when storage becomes unreachable, and one when it is back.</summary>
    private void ReportReachability(bool isReachableNow, string line)
    {
        if (isReachableNow != isReachable)
        {
            isReachable = isReachableNow;
            writeLine(line);
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
