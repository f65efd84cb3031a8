using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Records;

/// <summary>The overlay that was written before the record.</summary>
/// <param name="Uri">Where it lies.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="ColorMap">The colours it is drawn in.</param>
public sealed record OverlayRecord(string Uri, int Width, int Height, ColorMap ColorMap);
