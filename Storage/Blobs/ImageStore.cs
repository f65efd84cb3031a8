using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Storage.Blobs;

/// <summary>The three containers.</summary>
public sealed class ImageStore(BlobServiceClient service, ContainerNames names)
{
    public ContainerNames Names => names;

    public BlobContainerClient Images { get; } = service.GetBlobContainerClient(names.Images);

    public BlobContainerClient Overlays { get; } = service.GetBlobContainerClient(names.Overlays);

    public BlobContainerClient Predictions { get; } = service.GetBlobContainerClient(names.Predictions);

    /// <returns><see langword="null"/> where there is no such image.</returns>
    public async Task<BlobProperties?> FindImageAsync(string image, CancellationToken cancellation)
    {
        try
        {
            return await Images.GetBlobClient(image).GetPropertiesAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>Downloads just the version that was looked at.</summary>
    /// <exception cref="RequestFailedException">412 where there is another version now, 404 where the image is gone.</exception>
    public async Task<byte[]> DownloadAsync(string image, ETag version, CancellationToken cancellation)
    {
        var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = version } };
        BlobDownloadResult result = await Images.GetBlobClient(image).DownloadContentAsync(options, cancellation);
        return result.Content.ToArray();
    }
}
