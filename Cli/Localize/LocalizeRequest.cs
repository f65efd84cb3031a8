namespace CamFunctions.Cli.Localize;

/// <summary>The arguments of the <c>localize</c> command.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="OutputFolder">The folder for overlays and records.</param>
/// <param name="Maps">The forms in which to write maps as numbers too.</param>
/// <param name="WritesRecords">Whether to write records to standard output too.</param>
internal sealed record LocalizeRequest(IReadOnlyList<string> Paths, string OutputFolder, MapForms Maps, bool WritesRecords);
