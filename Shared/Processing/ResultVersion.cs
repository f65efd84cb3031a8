namespace CamFunctions.Shared.Processing;

/// <summary>What a result depends on besides the image. Results of another version are out of date.</summary>
/// <param name="ModelSha256">SHA-256 of the model file.</param>
/// <param name="OptionsFingerprint">The fingerprint of the analysis options.</param>
public sealed record ResultVersion(string ModelSha256, string OptionsFingerprint);
