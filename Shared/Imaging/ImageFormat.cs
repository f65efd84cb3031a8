namespace CamFunctions.Shared.Imaging;

/// <summary>The image formats that are decoded. Everything else is refused before libvips sees it.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    Webp,
    Gif,
    Tiff,
    Avif,
}
