using CamFunctions.Cli.Export.Output;

namespace CamFunctions.Cli.Export;

/// <summary>How far an unfinished export is.</summary>
/// <param name="Fingerprint">What it exports.</param>
/// <param name="Continuation">Where the listing of records goes on.</param>
/// <param name="Counts">What became of the records so far.</param>
/// <param name="Writer">How far the files are.</param>
internal sealed record ExportState(string Fingerprint, string Continuation, ExportCounts Counts, WriterState Writer);
