using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.LocalHost.Images;

/// <summary>
/// Watches a container as Event Grid does in Azure: each name with a new ETag is reported once. Existing images are reported too;
/// the function skips those that are already processed.
/// </summary>
/// <param name="container">The container.</param>
/// <param name="index">Gets the images.</param>
/// <param name="events">Gets an event for each new image, new version of an image and deleted image.</param>
/// <param name="writeLine">Prints a line to the terminal.</param>
internal sealed class ImageWatcher(BlobContainerClient container, ImageIndex index, StorageEvents events, Action<string> writeLine)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool isReachable = true;

    /// <summary>Polls the container until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        using var interval = new PeriodicTimer(Interval);
        do
        {
            await ScanAsync(cancellation);
        }
        while (await interval.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Lists the whole container once. A storage error ends this scan, not the watch.</summary>
    private async Task ScanAsync(CancellationToken cancellation)
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
                    await ReportAsync(image, cancellation);
                }
            }

            foreach (var image in index.WaitingInVain())
            {
                await ReportAsync(image, cancellation);
            }

            foreach (var gone in index.Newest(after: null, int.MaxValue).Where(known => !found.Contains(known.Image.Name)))
            {
                await events.DeletedAsync(gone.Image, cancellation);
                index.Remove(gone.Image.Name);
            }

            ReportReachability(isReachableNow: true, $"{container.Uri} can be listed again.");
        }
        catch (Exception exception) when (StorageError.Is(exception) && !cancellation.IsCancellationRequested)
        {
            ReportReachability(isReachableNow: false, $"{container.Uri} can't be listed, still trying: {StorageError.Summary(exception)}");
        }
    }

    private async Task ReportAsync(WatchedImage image, CancellationToken cancellation)
    {
        index.Update(image, ImageState.Waiting);
        await events.CreatedAsync(image, cancellation);
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
