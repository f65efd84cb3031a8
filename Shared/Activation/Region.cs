namespace CamFunctions.Shared.Activation;

/// <summary>Where an object of a class is, in pixels of the oriented image.</summary>
/// <param name="Box">The rectangle around it.</param>
/// <param name="Polygon">Its outline; <see langword="null"/> unless it was asked for.</param>
public sealed record Region(PixelBox Box, Polygon? Polygon);
