namespace CamFunctions.Shared.Imaging;

/// <summary>Pixels ready for use: 8-bit sRGB, row by row, three bytes a pixel.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">[height, width, 3], red first.</param>
public sealed record RgbImage(int Width, int Height, byte[] Pixels);
