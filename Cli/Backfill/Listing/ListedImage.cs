namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>An image that is listed but not done.</summary>
/// <param name="Page">The page of the listing that it is on.</param>
/// <param name="Position">Its position on the page.</param>
/// <param name="Name">The blob's name.</param>
internal sealed record ListedImage(WorkPage Page, int Position, string Name);
