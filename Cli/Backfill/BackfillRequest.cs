namespace CamFunctions.Cli.Backfill;

/// <summary>The options of the <c>backfill</c> command.</summary>
/// <param name="Prefix">Only images whose names begin with this; empty for all.</param>
/// <param name="Force">Whether to process images that have a current record.</param>
/// <param name="Parallel">Number of images processed at the same time.</param>
internal sealed record BackfillRequest(string Prefix, bool Force, int Parallel);
