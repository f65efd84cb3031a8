using System.Security.Cryptography;
using System.Text;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Rendering;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Folders;
using CamFunctions.Workstation.Emulator;

namespace CamFunctions.LocalHost.Page;

/// <summary>
/// Converts images of any format and orientation to upright sRGB JPEGs, which every browser can show. Thumbnails are cached on
/// disk.
/// </summary>
internal sealed class Pictures(ImageStore store, ImageLimits limits)
{
    public const int ThumbnailSide = 320;
    public const int PhotographSide = 4096;

    private readonly string folder = Path.Combine(
        ProjectFolder.Find() is { } project ? Path.Combine(project, "artifacts") : Path.GetTempPath(),
        "thumbnails");

    /// <exception cref="RejectedImageException">The image can't be decoded.</exception>
    /// <exception cref="Azure.RequestFailedException">The image is gone.</exception>
    public async Task<byte[]> ThumbnailAsync(WatchedImage image, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{image.Uri}\n{image.ETag}")));
        var path = Path.Combine(folder, key[..2], $"{key}.jpg");
        if (File.Exists(path))
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }

        var thumbnail = await RenderAsync(image, ThumbnailSide, cancellation);
        Cache(path, thumbnail);
        return thumbnail;
    }

    /// <exception cref="RejectedImageException">The image can't be decoded.</exception>
    /// <exception cref="Azure.RequestFailedException">The image is gone.</exception>
    public Task<byte[]> PhotographAsync(WatchedImage image, CancellationToken cancellation) =>
        RenderAsync(image, PhotographSide, cancellation);

    /// <summary>The image as it is stored.</summary>
    /// <exception cref="Azure.RequestFailedException">The image is gone.</exception>
    public Task<byte[]> OriginalAsync(WatchedImage image, CancellationToken cancellation) =>
        store.DownloadAsync(image.Name, image.ETag, cancellation);

    /// <summary>The overlay at the size of a thumbnail.</summary>
    /// <exception cref="Azure.RequestFailedException">There is no overlay.</exception>
    public async Task<byte[]> OverlayAsync(WatchedImage image, CancellationToken cancellation)
    {
        var overlay = await store.Overlays.GetBlobClient(ResultNames.Overlay(image.Name)).DownloadContentAsync(cancellation);
        return await ReduceAsync(overlay.Value.Content.ToArray(), ThumbnailSide, cancellation);
    }

    /// <summary>If the disk is full or not writable, thumbnails are made again each time.</summary>
    private static void Cache(string path, byte[] thumbnail)
    {
        try
        {
            AtomicFile.Write(path, thumbnail);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The thumbnail can be served without the cache.
        }
    }

    private async Task<byte[]> RenderAsync(WatchedImage image, int maximumSide, CancellationToken cancellation)
    {
        limits.CheckSize(image.ContentLength);
        using var held = Admission.OfProcess.Hold(image.ContentLength);
        var file = await store.DownloadAsync(image.Name, image.ETag, cancellation);
        return await ReduceAsync(file, maximumSide, cancellation);
    }

    private async Task<byte[]> ReduceAsync(byte[] file, int maximumSide, CancellationToken cancellation)
    {
        var time = new DecodingTime(TimeProvider.System, TimeSpan.FromSeconds(limits.MaxSeconds), cancellation);
        var header = ImageHeaderReader.Read(file, limits, time);
        using var admission = await Admission.OfProcess.EnterAsync(header.DecodingBytes, cancellation);
        var decoded = ImageDecoder.Decode(file, header, new DecodingGoal(maximumSide), limits.Truncated, time).Image;
        return JpegEncoder.Encode(ImageResizer.Within(decoded, maximumSide));
    }
}
