namespace CamFunctions.Shared.Rendering;

/// <summary>A heat-map overlay ready to be stored.</summary>
/// <param name="Jpeg">An sRGB JPEG without metadata: photographs carry GPS positions.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="ColorMap">The colours it is drawn in.</param>
public sealed record JpegOverlay(byte[] Jpeg, int Width, int Height, ColorMap ColorMap);
