using CamFunctions.Shared.Framing;
using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Resizes decoded pixels with a Lanczos filter that takes the scale into account.</summary>
public static class ImageResizer
{
    /// <summary>The network's input for an image, [frame.Height, frame.Width, 3].</summary>
    /// <param name="image">The whole oriented image, at any scale.</param>
    /// <param name="frame">The part of it that the network sees.</param>
    public static RgbImage ToNetwork(RgbImage image, NetworkFrame frame) =>
        IsReduced(image, frame)
            ? Resampler.Reduce(image, NetworkColumns(image, frame), NetworkRows(image, frame))
            : EnlargeToNetwork(image, frame);

    /// <summary>The same of an image whose rows are still coming in.</summary>
    /// <returns><see langword="null"/> if the image must be enlarged: all of it is needed for that.</returns>
    internal static Reduction? StartToNetwork(RgbImage image, NetworkFrame frame) =>
        IsReduced(image, frame)
            ? new Reduction(
                new RowWindow(image.Pixels, image.Width * RgbImage.Bands),
                NetworkColumns(image, frame),
                NetworkRows(image, frame))
            : null;

    /// <summary>The image itself if its longer side is within the limit, otherwise a resized copy.</summary>
    public static RgbImage Within(RgbImage image, int maximumSide) =>
        Math.Max(image.Width, image.Height) <= maximumSide
            ? image
            : Resampler.Reduce(image, AxisWithin(image.Width, image, maximumSide), AxisWithin(image.Height, image, maximumSide));

    /// <summary>A libvips view of the pixels, without a copy: <paramref name="image"/> must outlive the view.</summary>
    internal static Image View(RgbImage image)
    {
        Vips.EnsureConfigured();
        return Image.NewFromMemory(image.Pixels, image.Width, image.Height, RgbImage.Bands, Enums.BandFormat.Uchar);
    }

    /// <summary>Images smaller than the network's input are rare, and left to libvips.</summary>
    private static RgbImage EnlargeToNetwork(RgbImage image, NetworkFrame frame)
    {
        using var source = View(image);
        using var resized = source.Resize(
            (double)frame.ResizedWidth / source.Width,
            kernel: Enums.Kernel.Lanczos3,
            vscale: (double)frame.ResizedHeight / source.Height);
        using var window = resized.ExtractArea(frame.Left, frame.Top, frame.Width, frame.Height);
        return new RgbImage(frame.Width, frame.Height, window.WriteToMemory<byte>());
    }

    private static bool IsReduced(RgbImage image, NetworkFrame frame) =>
        frame.ResizedWidth <= image.Width && frame.ResizedHeight <= image.Height;

    private static ResamplingAxis NetworkColumns(RgbImage image, NetworkFrame frame) =>
        new(image.Width, frame.ResizedWidth, frame.Left, frame.Width);

    private static ResamplingAxis NetworkRows(RgbImage image, NetworkFrame frame) =>
        new(image.Height, frame.ResizedHeight, frame.Top, frame.Height);

    private static ResamplingAxis AxisWithin(int length, RgbImage image, int maximumSide)
    {
        var target = Math.Max(1, (int)Math.Round((double)length * maximumSide / Math.Max(image.Width, image.Height)));
        return new ResamplingAxis(length, target, 0, target);
    }
}
