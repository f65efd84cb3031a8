using Azure;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.Storage;

/// <summary>Which image, model and options a result was made from; kept as metadata on the record.</summary>
/// <param name="SourceETag">The version of the image.</param>
/// <param name="ModelSha256">The model file.</param>
/// <param name="Fingerprint">The pipeline's options.</param>
public sealed record ResultVersion(string SourceETag, string ModelSha256, string Fingerprint)
{
    private const string SourceETagKey = "sourceetag";
    private const string ModelKey = "modelsha256";
    private const string OptionsKey = "options";

    public static ResultVersion Of(ETag source, CamPipeline pipeline) =>
        new(source.ToString(), pipeline.ModelSha256, pipeline.Options.Fingerprint);

    /// <summary>Whether a stored record was made from just this.</summary>
    public bool IsThatOf(BlobProperties record) =>
        record.Metadata.TryGetValue(SourceETagKey, out var eTag) && eTag == SourceETag &&
        record.Metadata.TryGetValue(ModelKey, out var model) && model == ModelSha256 &&
        record.Metadata.TryGetValue(OptionsKey, out var options) && options == Fingerprint;

    public IDictionary<string, string> ToMetadata() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [SourceETagKey] = SourceETag,
        [ModelKey] = ModelSha256,
        [OptionsKey] = Fingerprint,
    };
}
