using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// A result blob as it was when work began. Writing it succeeds only where it still is so: whoever wrote in between may have
/// seen a later version of the image.
/// </summary>
internal sealed class StoredResult
{
    private readonly BlobClient blob;

    private StoredResult(BlobClient blob, BlobProperties? properties)
    {
        this.blob = blob;
        Properties = properties;
    }

    /// <summary><see langword="null"/> where there was none.</summary>
    public BlobProperties? Properties { get; }

    public Uri Uri => blob.Uri;

    private BlobRequestConditions Unchanged => Properties is null
        ? new BlobRequestConditions { IfNoneMatch = ETag.All }
        : new BlobRequestConditions { IfMatch = Properties.ETag };

    public static async Task<StoredResult> LookAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return new(blob, await blob.GetPropertiesAsync(cancellationToken: cancellation));
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return new(blob, properties: null);
        }
    }

    /// <exception cref="RequestFailedException">412 or 409 where somebody else wrote in between.</exception>
    public async Task WriteAsync(byte[] content, string contentType, IDictionary<string, string> metadata, CancellationToken cancellation) =>
        await blob.UploadAsync(
            BinaryData.FromBytes(content),
            new BlobUploadOptions
            {
                Conditions = Unchanged,
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Metadata = metadata,
            },
            cancellation);

    /// <exception cref="RequestFailedException">412 where somebody else wrote in between.</exception>
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        if (Properties is not null)
        {
            await blob.DeleteIfExistsAsync(conditions: Unchanged, cancellationToken: cancellation);
        }
    }
}
