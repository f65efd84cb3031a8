using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Storage.Blobs;

/// <summary>The results of images that no longer exist.</summary>
public sealed class OrphanedResults(ImageStore store)
{
    /// <summary>All results, records first: where a record is, its overlay must be too.</summary>
    /// <param name="prefix">What the names of images begin with.</param>
    /// <param name="cancellation">Stops the listing.</param>
    public async IAsyncEnumerable<ResultBlob> ListResultsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var record in ListAsync(store.Predictions, ResultNames.ImageOfRecord, prefix, cancellation))
        {
            yield return record;
        }

        await foreach (var overlay in ListAsync(store.Overlays, ResultNames.ImageOfOverlay, prefix, cancellation))
        {
            yield return overlay;
        }
    }

    /// <summary>
    /// Deletes the results of an image if it does not exist. Results that are written meanwhile stay: the image has come back, or an
    /// invocation that began before it was deleted has only now ended.
    /// </summary>
    /// <returns>Whether the image does not exist.</returns>
    public async Task<bool> DeleteAsync(string image, CancellationToken cancellation)
    {
        var results = await Task.WhenAll(
            FindAsync(store.Predictions, ResultNames.Record(image), image, cancellation),
            FindAsync(store.Overlays, ResultNames.Overlay(image), image, cancellation));
        // After the results: those that are written later have another version, and are not deleted.
        if (await store.FindImageAsync(image, cancellation) is not null)
        {
            return false;
        }

        // The record first: where a record is, its overlay must be too.
        foreach (var result in results.OfType<ResultBlob>())
        {
            await DeleteAsync(result, cancellation);
        }

        return true;
    }

    public async Task<bool> IsOrphanedAsync(ResultBlob result, CancellationToken cancellation) =>
        await store.FindImageAsync(result.Image, cancellation) is null;

    /// <summary>Deletes a result, but not one that was written since it was listed: its image has come back.</summary>
    /// <returns>Whether it was deleted.</returns>
    public async Task<bool> DeleteAsync(ResultBlob result, CancellationToken cancellation)
    {
        try
        {
            var container = result.Container == store.Predictions.Name ? store.Predictions : store.Overlays;
            return await container.GetBlobClient(result.Name).DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = result.ETag }, cancellation);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }

    private static async Task<ResultBlob?> FindAsync(
        BlobContainerClient container,
        string name,
        string image,
        CancellationToken cancellation)
    {
        var blob = await StoredResult.ReadAsync(container.GetBlobClient(name), cancellation);
        return blob.Properties is { } properties && ResultMetadata.IsOfResult(properties.Metadata)
            ? new ResultBlob(container.Name, name, image, properties.ETag)
            : null;
    }

    private static async IAsyncEnumerable<ResultBlob> ListAsync(
        BlobContainerClient container,
        Func<string, string?> imageOf,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!await container.ExistsAsync(cancellation))
        {
            yield break;
        }

        await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellation))
        {
            // Other blobs in the container are not this program's.
            if (imageOf(blob.Name) is { } image
                && BlobNames.CanBeAddressed(image)
                && ResultMetadata.IsOfResult(blob.Metadata)
                && blob.Properties.ETag is { } version)
            {
                yield return new ResultBlob(container.Name, blob.Name, image, version);
            }
        }
    }
}
