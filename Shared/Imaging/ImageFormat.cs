namespace CamFunctions.Shared.Imaging;

/// <summary>The supported image formats. Everything else is refused before libvips sees it.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    Webp,
    Gif,
    Tiff,
    Avif,
}
