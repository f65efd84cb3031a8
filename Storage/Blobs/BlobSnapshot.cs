using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;

namespace CamFunctions.Storage.Blobs;

/// <summary>
/// One version of an image and its results in blob storage. Downloads return exactly that version, and results are written only if
/// they have not changed since the snapshot was taken.
/// </summary>
/// <remarks>
/// Reading the results before the image protects later versions: a result that is seen here was made from this version of the image
/// or an earlier one, and any result written afterwards makes the write here fail with 412 or 409.
/// </remarks>
internal sealed class BlobSnapshot : IImageSnapshot
{
    private const string JpegType = "image/jpeg";
    private const string JsonType = "application/json";

    private readonly ImageStore store;
    private readonly ETag version;
    private readonly StoredResult overlay;
    private readonly StoredResult record;
    private ETag? writtenOverlay;

    private BlobSnapshot(ImageStore store, string image, BlobProperties properties, StoredResult overlay, StoredResult record)
    {
        this.store = store;
        this.overlay = overlay;
        this.record = record;
        version = properties.ETag;
        Source = new ImageSource(
            store.Images.GetBlobClient(image).Uri,
            store.Names.Images,
            image,
            properties.ETag.ToString(),
            properties.LastModified,
            properties.ContentLength)
        {
            Metadata = properties.Metadata.AsReadOnly(),
        };
    }

    public ImageSource Source { get; }

    /// <returns><see langword="null"/> if the image does not exist.</returns>
    public static async Task<BlobSnapshot?> TakeAsync(ImageStore store, string image, CancellationToken cancellation)
    {
        var results = await Task.WhenAll(
            StoredResult.ReadAsync(store.Overlays.GetBlobClient(ResultNames.Overlay(image)), cancellation),
            StoredResult.ReadAsync(store.Predictions.GetBlobClient(ResultNames.Record(image)), cancellation));
        return await store.FindImageAsync(image, cancellation) is { } properties
            ? new BlobSnapshot(store, image, properties, results[0], results[1])
            : null;
    }

    /// <summary>
    /// Two invocations at the same time can leave the record of one and the overlay of the other. The one whose record was not written
    /// looks here again, and must not take that for a result.
    /// </summary>
    public bool HasRecordOf(ResultVersion version) =>
        record.Properties is { } written &&
        ResultMetadata.IsOf(written, this.version) &&
        ResultMetadata.VersionOf(written) is { } stored &&
        version.Accepts(stored) &&
        ResultMetadata.BelongTogether(written, overlay.Properties);

    public Task<byte[]> ReadAsync(CancellationToken cancellation) => store.DownloadAsync(Source.Name, version, cancellation);

    public async Task<StoredOverlay> WriteOverlayAsync(byte[] jpeg, ResultVersion version, CancellationToken cancellation)
    {
        var written = await overlay.WriteAsync(jpeg, JpegType, ResultMetadata.Of(this.version, version), cancellation);
        writtenOverlay = written.ETag;
        return new StoredOverlay(overlay.Uri, written.ETag.ToString(), written.LastModified);
    }

    public Task DeleteOverlayAsync(CancellationToken cancellation) => overlay.DeleteAsync(cancellation);

    public Task WriteRecordAsync(byte[] json, ResultVersion version, CancellationToken cancellation) =>
        record.WriteAsync(json, JsonType, ResultMetadata.OfRecord(this.version, version, writtenOverlay), cancellation);
}
