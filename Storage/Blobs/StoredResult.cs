using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// A result blob as it was when processing began. Writing fails if it has changed since: the writer may have seen a later
/// version of the image.
/// </summary>
internal sealed class StoredResult
{
    private readonly BlobClient blob;

    private StoredResult(BlobClient blob, BlobProperties? properties)
    {
        this.blob = blob;
        Properties = properties;
    }

    public Uri Uri => blob.Uri;

    /// <summary><see langword="null"/> if there was none.</summary>
    public BlobProperties? Properties { get; }

    private BlobRequestConditions Unchanged => Properties is null
        ? new BlobRequestConditions { IfNoneMatch = ETag.All }
        : new BlobRequestConditions { IfMatch = Properties.ETag };

    public static async Task<StoredResult> ReadAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return new(blob, await blob.GetPropertiesAsync(cancellationToken: cancellation));
        }
        catch (RequestFailedException exception) when (StorageError.IsNotFound(exception))
        {
            return new(blob, properties: null);
        }
    }

    /// <summary>Writes the blob; if its container was deleted, creates it first.</summary>
    /// <exception cref="RequestFailedException">412 or 409 if the blob was written in the meantime.</exception>
    public async Task<BlobContentInfo> WriteAsync(
        byte[] content,
        string contentType,
        IDictionary<string, string> metadata,
        CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            Conditions = Unchanged,
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Metadata = metadata,
        };
        try
        {
            return await blob.UploadAsync(BinaryData.FromBytes(content), options, cancellation);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await blob.GetParentBlobContainerClient().CreateIfNotExistsAsync(cancellationToken: cancellation);
            return await blob.UploadAsync(BinaryData.FromBytes(content), options, cancellation);
        }
    }

    /// <exception cref="RequestFailedException">412 if the blob was written in the meantime.</exception>
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        if (Properties is not null)
        {
            await blob.DeleteIfExistsAsync(conditions: Unchanged, cancellationToken: cancellation);
        }
    }
}
