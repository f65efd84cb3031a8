namespace CamFunctions.Cli.Backfill;

/// <summary>A backfill that can't begin or go on; the message says why and what to do.</summary>
internal sealed class BackfillException(string message) : Exception(message);
