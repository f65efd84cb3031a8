namespace CamFunctions.LocalHost.Page;

/// <summary>A page of images, newest first.</summary>
/// <param name="Images">The images.</param>
/// <param name="Total">The total number of images.</param>
/// <param name="Next">The value of <c>after</c> for the next page; <see langword="null"/> on the last page.</param>
internal sealed record ImagePage(IReadOnlyList<ImageItem> Images, int Total, string? Next);
