namespace CamFunctions.Cli.Backfill;

/// <summary>What is asked for.</summary>
/// <param name="Prefix">Only images whose names begin so; empty for all.</param>
/// <param name="Force">Whether images with a current record are processed too.</param>
/// <param name="Parallel">Images at once.</param>
internal sealed record BackfillRequest(string Prefix, bool Force, int Parallel);
