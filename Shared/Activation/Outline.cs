namespace CamFunctions.Shared.Activation;

/// <summary>The contours of a component of a mask, in network pixels.</summary>
/// <param name="First">Its first pixel in reading order.</param>
/// <param name="Rings">The one around it, then those around its holes; not closed.</param>
internal sealed record Outline(PixelPoint First, List<IReadOnlyList<PolygonPoint>> Rings);
