using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CamFunctions.Benchmarks.Chaos.Disturbance;

namespace CamFunctions.Benchmarks.Chaos.Checking;

/// <summary>A blob as a listing shows it.</summary>
/// <param name="ETag">Its version, without quotation marks.</param>
/// <param name="SourceETag">For a result, the version of the image in its metadata.</param>
/// <param name="Content">For an image, which of <see cref="SmallImages"/> it is; <see langword="null"/> for others.</param>
internal sealed record StoredBlob(string ETag, string? SourceETag, int? Content)
{
    /// <returns>All blobs of a container by name.</returns>
    public static async Task<IReadOnlyDictionary<string, StoredBlob>> ListAsync(
        BlobContainerClient container, CancellationToken cancellation)
    {
        var blobs = new Dictionary<string, StoredBlob>(StringComparer.Ordinal);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix: null, cancellation))
        {
            blobs[blob.Name] = new StoredBlob(
                blob.Properties.ETag!.Value.ToString().Trim('"'),
                Value(blob, "sourceetag"),
                Value(blob, ImageTraffic.ContentKey) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null);
        }

        return blobs;
    }

    private static string? Value(BlobItem blob, string key) => blob.Metadata.TryGetValue(key, out var value) ? value.Trim('"') : null;
}
