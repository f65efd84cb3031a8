namespace CamFunctions.LocalHost.Page;

/// <summary>What is told of a change.</summary>
/// <param name="Name">The image's name.</param>
/// <param name="Image">How it is now; <see langword="null"/> where it was deleted.</param>
/// <param name="Total">How many images there are now.</param>
internal sealed record ImageEvent(string Name, ImageItem? Image, int Total);
