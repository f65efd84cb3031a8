using System.Text.Json;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Processing;

/// <summary>The origin of a result, apart from the image.</summary>
/// <param name="ModelSha256">SHA-256 of the model file.</param>
/// <param name="OptionsFingerprint">The fingerprint of the options that shape results.</param>
/// <param name="Revision">The revision of the analysis.</param>
/// <param name="Limits">The limits for images.</param>
public sealed record ResultVersion(string ModelSha256, string OptionsFingerprint, int Revision, ImageLimits Limits)
{
    /// <summary>The reason if the result is a refusal.</summary>
    public ImageErrorCode? Refusal { get; init; }

    /// <summary>
    /// Whether a stored result is up to date. Other limits change no result; they make only those refusals outdated that they may allow.
    /// </summary>
    public bool Accepts(ResultVersion stored) =>
        stored with { Limits = Limits, Refusal = Refusal } == this
        && !(stored.Refusal is { } error && Limits.MayAllow(error, stored.Limits));

    /// <summary>The limits as one line of text.</summary>
    public static string TextOf(ImageLimits limits) => JsonSerializer.Serialize(limits, AnalysisJsonContext.Default.ImageLimits);

    /// <returns><see langword="null"/> if the text is not that of limits.</returns>
    public static ImageLimits? ParseLimits(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, AnalysisJsonContext.Default.ImageLimits);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
