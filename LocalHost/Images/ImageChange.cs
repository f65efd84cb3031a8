namespace CamFunctions.LocalHost.Images;

/// <summary>A change of an image or its state.</summary>
/// <param name="Name">The image's name.</param>
/// <param name="Image">The current state; <see langword="null"/> if the image was deleted.</param>
internal sealed record ImageChange(string Name, IndexedImage? Image);
