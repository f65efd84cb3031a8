using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Records;

/// <summary>The heat-map overlay.</summary>
/// <param name="Uri">Its address.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="ColorMap">The colours it is drawn in.</param>
public sealed record OverlayRecord(string Uri, int Width, int Height, ColorMap ColorMap);
