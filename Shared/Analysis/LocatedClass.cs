using CamFunctions.Shared.Activation;

namespace CamFunctions.Shared.Analysis;

/// <summary>A class that the network saw, and where in the oriented image.</summary>
/// <param name="Activation">The class with its scores and its map.</param>
/// <param name="Region">The box around it; <see langword="null"/> where nothing in the image speaks for it.</param>
/// <param name="Peak">The pixel of the map's maximum.</param>
public sealed record LocatedClass(ClassActivation Activation, PixelBox? Region, PixelPoint Peak);
