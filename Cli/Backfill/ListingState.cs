namespace CamFunctions.Cli.Backfill;

/// <summary>How far the listing of a container is.</summary>
/// <param name="Begun">When it began; <see langword="null"/> before that.</param>
/// <param name="Pages">How many pages are listed.</param>
/// <param name="Continuation">Where storage says that it goes on.</param>
/// <param name="IsComplete">Whether there are no more pages.</param>
internal sealed record ListingState(DateTimeOffset? Begun, int Pages, string? Continuation, bool IsComplete);
