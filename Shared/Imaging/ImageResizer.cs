using CamFunctions.Shared.Framing;
using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Resizes decoded pixels with an antialiasing Lanczos filter (libvips <c>resize</c>).</summary>
public static class ImageResizer
{
    private const int Bands = 3;

    /// <summary>The network's input for an image, [frame.Height, frame.Width, 3].</summary>
    /// <param name="image">The whole oriented image, at any scale.</param>
    /// <param name="frame">The part of it that the network sees.</param>
    public static RgbImage ToNetwork(RgbImage image, NetworkFrame frame)
    {
        using var source = View(image);
        using var resized = Resize(source, frame.ResizedWidth, frame.ResizedHeight);
        using var window = resized.ExtractArea(frame.Left, frame.Top, frame.Width, frame.Height);
        return new RgbImage(frame.Width, frame.Height, window.WriteToMemory<byte>());
    }

    /// <summary>The image itself if its longer side is within the limit, otherwise a resized copy.</summary>
    public static RgbImage Within(RgbImage image, int maximumSide)
    {
        var scale = (double)maximumSide / Math.Max(image.Width, image.Height);
        if (scale >= 1)
        {
            return image;
        }

        var width = Math.Max(1, (int)Math.Round(image.Width * scale));
        var height = Math.Max(1, (int)Math.Round(image.Height * scale));
        using var source = View(image);
        using var resized = Resize(source, width, height);
        return new RgbImage(width, height, resized.WriteToMemory<byte>());
    }

    /// <summary>A libvips view of the pixels, without a copy: <paramref name="image"/> must outlive the view.</summary>
    internal static Image View(RgbImage image)
    {
        Vips.EnsureConfigured();
        return Image.NewFromMemory(image.Pixels, image.Width, image.Height, Bands, Enums.BandFormat.Uchar);
    }

    private static Image Resize(Image source, int width, int height) =>
        source.Resize((double)width / source.Width, kernel: Enums.Kernel.Lanczos3, vscale: (double)height / source.Height);
}
