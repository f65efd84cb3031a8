namespace CamFunctions.Shared.Imaging;

/// <summary>Decoded pixels: 8-bit sRGB, row by row, three bytes per pixel.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Pixels">[height, width, 3], red first.</param>
public sealed record RgbImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>Bytes per pixel: red, green and blue.</summary>
    public const int Bands = 3;

    /// <summary>An image of which every pixel is going to be written.</summary>
    internal static RgbImage Uninitialized(int width, int height) =>
        new(width, height, GC.AllocateUninitializedArray<byte>(width * height * Bands));
}
