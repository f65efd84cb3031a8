using CamFunctions.Cli.Backfill.Listing;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>An image that was posted to the app.</summary>
/// <param name="Image">The image.</param>
/// <param name="At">When it was posted last.</param>
/// <param name="Posts">How many times this run has posted it.</param>
internal sealed record PostedImage(ListedImage Image, DateTimeOffset At, int Posts);
