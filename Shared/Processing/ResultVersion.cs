namespace CamFunctions.Shared.Processing;

/// <summary>What a result is made with, besides the image. A result of another version has to be made again.</summary>
/// <param name="ModelSha256">The model file.</param>
/// <param name="OptionsFingerprint">The options of the analysis.</param>
public sealed record ResultVersion(string ModelSha256, string OptionsFingerprint);
