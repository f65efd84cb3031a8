namespace CamFunctions.Cli.Localize;

/// <summary>What <c>localize</c> was asked to do.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="OutputFolder">Gets overlays and records.</param>
/// <param name="WritesRecords">Whether records also go to standard output.</param>
internal sealed record LocalizeRequest(IReadOnlyList<string> Paths, string OutputFolder, bool WritesRecords);
