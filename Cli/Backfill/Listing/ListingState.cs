namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>The progress of listing a container.</summary>
/// <param name="Begun">The start of the backfill; <see langword="null"/> before that.</param>
/// <param name="Pages">The number of pages listed so far.</param>
/// <param name="Continuation">The continuation token for the next page.</param>
/// <param name="IsComplete">Whether all pages are listed.</param>
internal sealed record ListingState(DateTimeOffset? Begun, int Pages, string? Continuation, bool IsComplete);
