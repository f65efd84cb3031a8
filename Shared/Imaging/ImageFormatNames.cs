namespace CamFunctions.Shared.Imaging;

/// <summary>Names of formats for sentences.</summary>
internal static class ImageFormatNames
{
    public static string Of(ImageFormat format) => format == ImageFormat.Webp ? "WebP" : format.ToString().ToUpperInvariant();
}
