using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Storage;

namespace CamFunctions.LocalHost;

/// <summary>
/// Watches a container as Event Grid does in the cloud: each name with a new ETag is reported once. What was there before is
/// reported too; the function knows what is done already.
/// </summary>
internal sealed class ImageWatcher(BlobContainerClient container, ImageIndex index, Action<string> say)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Reports an image again at the next look, as if it were new.</summary>
    public void Forget(WatchedImage image) => index.Remove(image.Name);

    /// <summary>New images, as they come; looking goes on while they are worked on.</summary>
    public async IAsyncEnumerable<WatchedImage> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = Channel.CreateUnbounded<WatchedImage>();
        var looking = LookOnAsync(found.Writer, cancellation);
        await foreach (var image in found.Reader.ReadAllAsync(cancellation))
        {
            yield return image;
        }

        await looking;
    }

    private async Task LookOnAsync(ChannelWriter<WatchedImage> found, CancellationToken cancellation)
    {
        try
        {
            using var interval = new PeriodicTimer(Interval);
            do
            {
                await LookAsync(found, cancellation);
            }
            while (await interval.WaitForNextTickAsync(cancellation));
        }
        catch (Exception fault)
        {
            found.Complete(fault);
        }
    }

    /// <summary>One look at the whole container. Storage that fails for a while ends the look, not the watch.</summary>
    private async Task LookAsync(ChannelWriter<WatchedImage> found, CancellationToken cancellation)
    {
        try
        {
            var there = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation))
            {
                there.Add(blob.Name);
                var image = Watched(blob);
                if (index.Find(image.Name)?.Image.ETag != image.ETag)
                {
                    index.Note(image, ImageState.Waiting);
                    await found.WriteAsync(image, cancellation);
                }
            }

            foreach (var gone in index.Newest(after: null, int.MaxValue).Where(known => !there.Contains(known.Image.Name)))
            {
                index.Remove(gone.Image.Name);
            }
        }
        catch (Exception fault) when (StorageFault.Is(fault) && !cancellation.IsCancellationRequested)
        {
            say($"{container.Uri} can't be listed, trying on: {StorageFault.Line(fault)}");
        }
    }

    private WatchedImage Watched(BlobItem blob) => new(
        blob.Name,
        container.GetBlobClient(blob.Name).Uri,
        blob.Properties.ETag ?? default,
        blob.Properties.LastModified ?? default,
        blob.Properties.ContentLength ?? 0,
        blob.Properties.ContentType ?? "application/octet-stream");
}
