using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Storage.Blobs;

/// <summary>The metadata of a result blob: the version of the image, and the version of the result.</summary>
internal static class ResultMetadata
{
    private const string SourceETagKey = "sourceetag";
    private const string ModelKey = "modelsha256";
    private const string OptionsKey = "options";
    private const string RevisionKey = "analysisrevision";
    private const string LimitsKey = "limits";
    private const string RefusalKey = "refusal";
    private const string OverlayKey = "overlayetag";
    private const string NoOverlay = "none";

    public static Dictionary<string, string> Of(ETag source, ResultVersion version) => new(StringComparer.Ordinal)
    {
        [SourceETagKey] = source.ToString(),
        [ModelKey] = version.ModelSha256,
        [OptionsKey] = version.OptionsFingerprint,
        [RevisionKey] = version.Revision.ToString(CultureInfo.InvariantCulture),
        [LimitsKey] = ResultVersion.TextOf(version.Limits),
    };

    /// <param name="source">The version of the image.</param>
    /// <param name="version">The version of the record.</param>
    /// <param name="overlay">The overlay that belongs to the record; <see langword="null"/> if there is none.</param>
    public static Dictionary<string, string> OfRecord(ETag source, ResultVersion version, ETag? overlay)
    {
        var metadata = Of(source, version);
        metadata[OverlayKey] = NameOf(overlay);
        if (version.Refusal is { } error)
        {
            metadata[RefusalKey] = error.ToString();
        }

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

    /// <summary>Whether a stored result was made from this version of the image.</summary>
    public static bool IsOf(BlobProperties result, ETag source) =>
        result.Metadata.TryGetValue(SourceETagKey, out var value) && value == source.ToString();

    /// <returns><see langword="null"/> if the metadata lack it, as those of results from before revisions do.</returns>
    public static ResultVersion? VersionOf(BlobProperties result) =>
        result.Metadata.TryGetValue(ModelKey, out var model)
        && result.Metadata.TryGetValue(OptionsKey, out var options)
        && result.Metadata.TryGetValue(RevisionKey, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
        && result.Metadata.TryGetValue(LimitsKey, out var limits)
        && ResultVersion.ParseLimits(limits) is { } allowed
            ? new ResultVersion(model, options, revision, allowed) { Refusal = RefusalOf(result) }
            : null;

    private static ImageErrorCode? RefusalOf(BlobProperties result) =>
        result.Metadata.TryGetValue(RefusalKey, out var text) && Enum.TryParse<ImageErrorCode>(text, out var error) ? error : null;

    private static string NameOf(ETag? overlay) => overlay?.ToString() ?? NoOverlay;
}
