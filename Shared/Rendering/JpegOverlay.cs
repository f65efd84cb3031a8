namespace CamFunctions.Shared.Rendering;

/// <summary>An encoded heat-map overlay.</summary>
/// <param name="Jpeg">An sRGB JPEG without metadata.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="ColorMap">The colours it is drawn in.</param>
public sealed record JpegOverlay(byte[] Jpeg, int Width, int Height, ColorMap ColorMap);
