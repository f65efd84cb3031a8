using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Benchmarks.Chaos.Checking;

/// <summary>What is in the containers.</summary>
/// <param name="Images">The images by name.</param>
/// <param name="Records">The records by their own names.</param>
/// <param name="Overlays">The overlays by their own names.</param>
internal sealed record StoredState(
    IReadOnlyDictionary<string, StoredBlob> Images,
    IReadOnlyDictionary<string, StoredBlob> Records,
    IReadOnlyDictionary<string, StoredBlob> Overlays)
{
    /// <summary>Images without a record of their last version.</summary>
    public IEnumerable<string> Open => Images.Keys.Where(image => RecordOf(image)?.SourceETag != Images[image].ETag);

    /// <summary>The names of all results, and those of them whose image exists.</summary>
    public (int All, IReadOnlyList<string> Wanted) Results
    {
        get
        {
            string[] wanted =
            [
                .. Records.Keys.Where(record => ResultNames.ImageOfRecord(record) is { } image && Images.ContainsKey(image)),
                .. Overlays.Keys.Where(overlay => ResultNames.ImageOfOverlay(overlay) is { } image && Images.ContainsKey(image)),
            ];
            return (Records.Count + Overlays.Count, [.. wanted.Order(StringComparer.Ordinal)]);
        }
    }

    public static async Task<StoredState> ReadAsync(ImageStore store, CancellationToken cancellation) => new(
        await StoredBlob.ListAsync(store.Images, cancellation),
        await StoredBlob.ListAsync(store.Predictions, cancellation),
        await StoredBlob.ListAsync(store.Overlays, cancellation));

    public StoredBlob? RecordOf(string image) => Records.GetValueOrDefault(ResultNames.Record(image));

    public StoredBlob? OverlayOf(string image) => Overlays.GetValueOrDefault(ResultNames.Overlay(image));
}
