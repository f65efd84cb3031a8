namespace CamFunctions.LocalHost.Images;

/// <summary>What happened to an image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">How it is now; <see langword="null"/> where it was deleted.</param>
internal sealed record ImageChange(string Name, IndexedImage? Image);
