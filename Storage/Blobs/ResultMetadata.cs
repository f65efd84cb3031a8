using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Storage.Blobs;

/// <summary>The metadata of a result blob: the image version, model and options that it was made from.</summary>
internal static class ResultMetadata
{
    private const string SourceETagKey = "sourceetag";
    private const string ModelKey = "modelsha256";
    private const string OptionsKey = "options";
    private const string OverlayKey = "overlayetag";
    private const string NoOverlay = "none";

    public static Dictionary<string, string> Of(ETag source, ResultVersion version) => new(StringComparer.Ordinal)
    {
        [SourceETagKey] = source.ToString(),
        [ModelKey] = version.ModelSha256,
        [OptionsKey] = version.OptionsFingerprint,
    };

    /// <param name="source">The version of the image.</param>
    /// <param name="version">The model and the options.</param>
    /// <param name="overlay">The overlay that belongs to the record; <see langword="null"/> if there is none.</param>
    public static Dictionary<string, string> OfRecord(ETag source, ResultVersion version, ETag? overlay)
    {
        var metadata = Of(source, version);
        metadata[OverlayKey] = NameOf(overlay);
        return metadata;
    }

    /// <summary>
    /// Whether this is the overlay that a record was written for, or there is none if it was written for none. Earlier records
    /// do not say.
    /// </summary>
    public static bool BelongTogether(BlobProperties record, BlobProperties? overlay) =>
        !record.Metadata.TryGetValue(OverlayKey, out var named) || named == NameOf(overlay?.ETag);

    /// <summary>Whether a blob with this metadata is a result.</summary>
    public static bool IsOfResult(IDictionary<string, string> metadata) => metadata.ContainsKey(SourceETagKey);

    /// <summary>Whether a stored result was made from this version of the image with this model and these options.</summary>
    public static bool IsOf(BlobProperties result, ETag source, ResultVersion version) =>
        Of(source, version).All(entry => result.Metadata.TryGetValue(entry.Key, out var value) && value == entry.Value);

    /// <summary>Whether a stored result was made from this version of the image, by whichever model.</summary>
    public static bool IsOf(BlobProperties result, ETag source) =>
        result.Metadata.TryGetValue(SourceETagKey, out var value) && value == source.ToString();

    /// <returns><see langword="null"/> if the result does not say what it was made with.</returns>
    public static ResultVersion? VersionOf(BlobProperties result) =>
        result.Metadata.TryGetValue(ModelKey, out var model) && result.Metadata.TryGetValue(OptionsKey, out var options)
            ? new ResultVersion(model, options)
            : null;

    private static string NameOf(ETag? overlay) => overlay?.ToString() ?? NoOverlay;
}
