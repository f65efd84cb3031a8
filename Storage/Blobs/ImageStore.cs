using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Storage.Blobs;

/// <summary>The containers of images, overlays and records.</summary>
public sealed class ImageStore(BlobServiceClient service, ContainerNames names)
{
    public ContainerNames Names => names;

    public BlobContainerClient Images { get; } = service.GetBlobContainerClient(names.Images);

    public BlobContainerClient Overlays { get; } = service.GetBlobContainerClient(names.Overlays);

    public BlobContainerClient Predictions { get; } = service.GetBlobContainerClient(names.Predictions);

    /// <summary>The address that <see cref="BlobProcessor"/> takes for an image of the container.</summary>
    public BlobUriBuilder AddressOf(string image) => new(Images.Uri) { BlobName = image };

    /// <summary>Whether an address is that of a blob in the container of images that can be reached, and so can its results.</summary>
    public bool IsImage(BlobUriBuilder address) =>
        address.BlobContainerName == Names.Images && address.BlobName.Length > 0 && BlobNames.CanBeAddressed(address.BlobName);

    /// <summary>Whether there is any image.</summary>
    public async Task<bool> HasImagesAsync(CancellationToken cancellation) =>
        await Images.GetBlobsAsync(cancellationToken: cancellation).AnyAsync(cancellation);

    /// <returns><see langword="null"/> if the image does not exist.</returns>
    public async Task<BlobProperties?> FindImageAsync(string image, CancellationToken cancellation)
    {
        try
        {
            return await Images.GetBlobClient(image).GetPropertiesAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException exception) when (StorageError.IsNotFound(exception))
        {
            return null;
        }
    }

    /// <summary>Compares an image with its record.</summary>
    public async Task<StoredImage> ReadStateAsync(string image, CancellationToken cancellation)
    {
        var record = await StoredResult.ReadAsync(Predictions.GetBlobClient(ResultNames.Record(image)), cancellation);
        return new StoredImage(
            Images.GetBlobClient(image).Uri, await FindImageAsync(image, cancellation), record.Properties);
    }

    /// <summary>Downloads exactly the given version, into memory once.</summary>
    /// <exception cref="RequestFailedException">412 if there is another version now, 404 if the image is gone.</exception>
    /// <exception cref="IOException">The transfer was interrupted.</exception>
    public async Task<byte[]> DownloadAsync(string image, ETag version, CancellationToken cancellation)
    {
        var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = version } };
        using BlobDownloadStreamingResult result = await Images.GetBlobClient(image).DownloadStreamingAsync(options, cancellation);
        var file = new byte[result.Details.ContentLength];
        await result.Content.ReadExactlyAsync(file, cancellation);
        return file;
    }
}
