using CamFunctions.Shared.Activation;

namespace CamFunctions.Shared.Analysis;

/// <summary>A predicted class and its location in the oriented image.</summary>
/// <param name="Activation">The class with its scores and map.</param>
/// <param name="Region">The box around it; <see langword="null"/> if no part of the image is evidence for it.</param>
/// <param name="Peak">The pixel of the map's maximum.</param>
public sealed record LocatedClass(ClassActivation Activation, PixelBox? Region, PixelPoint Peak);
