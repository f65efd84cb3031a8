namespace CamFunctions.Shared.Imaging;

/// <summary>Decoded pixels: 8-bit sRGB, row by row, three bytes per pixel.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Pixels">[height, width, 3], red first.</param>
public sealed record RgbImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>Bytes per pixel: red, green and blue.</summary>
    public const int Bands = 3;
}
