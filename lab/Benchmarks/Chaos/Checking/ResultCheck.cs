using CamFunctions.Shared.Records;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using NetVips;

namespace CamFunctions.Benchmarks.Chaos.Checking;

/// <summary>Compares each image with its record and its overlay.</summary>
internal sealed class ResultCheck(ImageStore store)
{
    /// <returns>A sentence for each image whose result is not what it must be, and none if all are.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation)
    {
        var state = await StoredState.ReadAsync(store, cancellation);
        var found = new List<string>();
        await Parallel.ForEachAsync(state.Images, cancellation, async (image, stop) =>
        {
            if (await FaultAsync(state, image.Key, image.Value, stop) is { } fault)
            {
                lock (found)
                {
                    found.Add($"{image.Key}: {fault}");
                }
            }
        });
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private async Task<string?> FaultAsync(StoredState state, string name, StoredBlob image, CancellationToken cancellation)
    {
        if (state.RecordOf(name) is null)
        {
            return state.OverlayOf(name) is null ? "lost, it has no record." : "half-made, it has an overlay and no record.";
        }

        var json = await store.Predictions.GetBlobClient(ResultNames.Record(name)).DownloadContentAsync(cancellation);
        var record = RecordJson.Read(json.Value.Content.ToArray());
        if (record.Source.ETag?.Trim('"') != image.ETag)
        {
            return $"stale, its version is {image.ETag}, and its record is of {record.Source.ETag}.";
        }

        if (image.Content is not { } content)
        {
            return null;
        }

        return SmallImages.IsDamaged(content) ? OfRefused(record, state.OverlayOf(name)) : await OfLocalizedAsync(
            record, name, SmallImages.WidthOf(content), state.OverlayOf(name), image.ETag, cancellation);
    }

    private static string? OfRefused(PredictionRecord record, StoredBlob? overlay) =>
        record.Error is null ? "stale, it is damaged, and its record does not refuse it."
        : overlay is not null ? "half-made, its record refuses it, and it still has an overlay."
        : null;

    private async Task<string?> OfLocalizedAsync(
        PredictionRecord record, string name, int width, StoredBlob? overlay, string version, CancellationToken cancellation)
    {
        if (record.Error is { } error)
        {
            return $"stale, it is sound, and its record says: {error.Message}";
        }

        if (record.Image!.Width != width)
        {
            return $"stale, it is {width} pixels wide, and its record says {record.Image.Width}.";
        }

        if (overlay is null)
        {
            return "half-made, its record names an overlay that does not exist.";
        }

        if (overlay.SourceETag != version || record.Overlay!.ETag?.Trim('"') != overlay.ETag)
        {
            return $"half-made, its record names overlay {record.Overlay!.ETag}, and the one that is there is {overlay.ETag}.";
        }

        var jpeg = await store.Overlays.GetBlobClient(ResultNames.Overlay(name)).DownloadContentAsync(cancellation);
        using var picture = Image.NewFromBuffer(jpeg.Value.Content.ToArray());
        return picture.Width == width ? null : $"stale, it is {width} pixels wide, and its overlay {picture.Width}.";
    }
}
