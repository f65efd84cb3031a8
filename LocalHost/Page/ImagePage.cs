namespace CamFunctions.LocalHost.Page;

/// <summary>Some images, newest first.</summary>
/// <param name="Images">The images.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">To be given as <c>after</c> for those that follow; <see langword="null"/> at the end.</param>
internal sealed record ImagePage(IReadOnlyList<ImageItem> Images, int Total, string? Next);
