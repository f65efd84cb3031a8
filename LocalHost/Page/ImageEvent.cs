namespace CamFunctions.LocalHost.Page;

/// <summary>The data of an event.</summary>
/// <param name="Name">The image's name.</param>
/// <param name="Image">The image after the change; <see langword="null"/> if it was deleted.</param>
/// <param name="Total">The total number of images.</param>
internal sealed record ImageEvent(string Name, ImageItem? Image, int Total);
