using System.Globalization;
using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Cli.Export;

/// <summary>What to export, and how.</summary>
/// <param name="Format">The format.</param>
/// <param name="Output">The full path of the file or folder to write.</param>
/// <param name="Selection">Which predictions of a record.</param>
/// <param name="Images">What stands before the names of images; <see langword="null"/> to take what the records say.</param>
internal sealed record ExportRequest(ExportFormat Format, string Output, PredictionSelection Selection, string? Images)
{
    public bool WritesFolder => Format is ExportFormat.FiftyOne or ExportFormat.Parquet;

    /// <summary>An interrupted export is only continued by one with the same.</summary>
    public string Fingerprint(IRecordSource source) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Format} {Selection.Top} {Selection.MinimumProbability:R} {Images} {source.Identity}");
}
