using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.LocalHost;

/// <summary>
/// Watches a container as Event Grid does in the cloud: each name with a new ETag is reported once. What was there before is
/// reported too; the function knows what is done already.
/// </summary>
internal sealed class ImageWatcher(BlobContainerClient container, Action<string> say)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ETag> reported = new(StringComparer.Ordinal);

    /// <summary>Reports an image again at the next look, as if it were new.</summary>
    public void Forget(WatchedImage image) => reported.TryRemove(new(image.Name, image.ETag));

    public async IAsyncEnumerable<WatchedImage> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var interval = new PeriodicTimer(Interval);
        do
        {
            await foreach (var image in LookAsync(cancellation))
            {
                reported[image.Name] = image.ETag;
                yield return image;
            }
        }
        while (await interval.WaitForNextTickAsync(cancellation));
    }

    private async IAsyncEnumerable<WatchedImage> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var blobs = container.GetBlobsAsync(cancellationToken: cancellation).GetAsyncEnumerator(cancellation);
        while (await MoveNextAsync(blobs, cancellation))
        {
            var (name, properties) = (blobs.Current.Name, blobs.Current.Properties);
            var eTag = properties.ETag ?? default;
            if (!reported.TryGetValue(name, out var known) || known != eTag)
            {
                yield return new WatchedImage(
                    name,
                    container.GetBlobClient(name).Uri,
                    eTag,
                    properties.LastModified ?? default,
                    properties.ContentLength ?? 0,
                    properties.ContentType ?? "application/octet-stream");
            }
        }
    }

    /// <summary>Storage that fails for a while ends the look, not the watch.</summary>
    private async Task<bool> MoveNextAsync(IAsyncEnumerator<BlobItem> blobs, CancellationToken cancellation)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException && !cancellation.IsCancellationRequested)
        {
            say($"{container.Uri} can't be listed, trying on: {fault.Message.Split('\n')[0].TrimEnd()}");
            return false;
        }
    }
}
