namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>A backfill can't start or continue; the message explains why and what to do.</summary>
internal sealed class BackfillException(string message) : Exception(message);
