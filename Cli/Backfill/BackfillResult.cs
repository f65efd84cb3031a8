namespace CamFunctions.Cli.Backfill;

/// <summary>What became of an image.</summary>
/// <param name="HasFailed">Whether the image could not be processed, and a retry could help.</param>
/// <param name="Line">What to tell about it; <see langword="null"/> if all went well.</param>
internal sealed record BackfillResult(bool HasFailed, string? Line);
