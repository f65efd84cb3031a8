using Azure;
using Azure.Storage.Blobs.Models;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Storage.Blobs;

/// <summary>The metadata of a result blob: which version of the image it was made from, by which model and with which options.</summary>
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

    /// <summary>Whether a stored result was made from just this.</summary>
    public static bool IsOf(BlobProperties result, ETag source, ResultVersion version) =>
        Of(source, version).All(entry => result.Metadata.TryGetValue(entry.Key, out var value) && value == entry.Value);
}
