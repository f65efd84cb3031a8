using System.Security.Cryptography;
using System.Text;
using CamFunctions.LocalHost.Emulator;
using CamFunctions.LocalHost.Images;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;
using CamFunctions.Storage.Blobs;
using CamFunctions.Storage.Folders;

namespace CamFunctions.LocalHost.Page;

/// <summary>
/// Images as a browser can show them: upright sRGB JPEGs, whatever format and orientation they came in. Thumbnails are made once
/// and kept on disk.
/// </summary>
internal sealed class Pictures(ImageStore store, ImageLimits limits) : IDisposable
{
    private const int ThumbnailSide = 320;
    private const int PhotographSide = 1600;

    /// <summary>Each decodes a whole image; more at once than cores would only take memory.</summary>
    private readonly SemaphoreSlim slots = new(Environment.ProcessorCount);

    private readonly string folder = Path.Combine(
        ProjectFolder.Find() is { } project ? Path.Combine(project, "artifacts") : Path.GetTempPath(),
        "thumbnails");

    /// <exception cref="RejectedImageException">The image can't be decoded.</exception>
    /// <exception cref="Azure.RequestFailedException">It is gone.</exception>
    public async Task<byte[]> ThumbnailAsync(WatchedImage image, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{image.Uri}\n{image.ETag}")));
        var path = Path.Combine(folder, key[..2], $"{key}.jpg");
        if (File.Exists(path))
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }

        var thumbnail = await RenderAsync(image, ThumbnailSide, cancellation);
        Keep(path, thumbnail);
        return thumbnail;
    }

    /// <exception cref="RejectedImageException">The image can't be decoded.</exception>
    /// <exception cref="Azure.RequestFailedException">It is gone.</exception>
    public Task<byte[]> PhotographAsync(WatchedImage image, CancellationToken cancellation) => RenderAsync(image, PhotographSide, cancellation);

    public void Dispose() => slots.Dispose();

    /// <summary>Where the disk is full or closed to us, thumbnails are made again each time.</summary>
    private static void Keep(string path, byte[] thumbnail)
    {
        try
        {
            AtomicFile.Write(path, thumbnail);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The picture is shown all the same.
        }
    }

    private async Task<byte[]> RenderAsync(WatchedImage image, int maximumSide, CancellationToken cancellation)
    {
        limits.CheckSize(image.ContentLength);
        await slots.WaitAsync(cancellation);
        try
        {
            var file = await store.DownloadAsync(image.Name, image.ETag, cancellation);
            var decoded = ImageDecoder.Decode(file, ImageHeaderReader.Read(file, limits), maximumSide);
            return JpegEncoder.Encode(ImageResizer.Within(decoded, maximumSide));
        }
        finally
        {
            slots.Release();
        }
    }
}
