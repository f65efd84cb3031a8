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

    public static Dictionary<string, string> Of(ETag source, ResultVersion version) => new(StringComparer.Ordinal)
    {
        [SourceETagKey] = source.ToString(),
        [ModelKey] = version.ModelSha256,
        [OptionsKey] = version.OptionsFingerprint,
    };

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
}
