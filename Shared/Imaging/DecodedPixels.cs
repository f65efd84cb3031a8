namespace CamFunctions.Shared.Imaging;

/// <summary>The pixels of an image file.</summary>
/// <param name="Image">Upright, 8-bit sRGB.</param>
/// <param name="Warnings">Sentences for people about what is not as the file says, or missing.</param>
public sealed record DecodedPixels(RgbImage Image, IReadOnlyList<string> Warnings);
