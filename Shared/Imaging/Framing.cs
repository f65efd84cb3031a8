using CamFunctions.Inference;

namespace CamFunctions.Imaging;

/// <summary>The three geometries: from the size of an oriented image to its <see cref="NetworkFrame"/>.</summary>
public static class Framing
{
    /// <summary>
    /// The usual ImageNet evaluation resizes the shorter side to 256 pixels and cuts out the centre 224 x 224
    /// (Krizhevsky et al. 2012, section 4.1; He et al. 2016, section 3.4).
    /// </summary>
    private const double CropMargin = 256.0 / 224.0;

    /// <param name="width">Width of the oriented image, in pixels.</param>
    /// <param name="height">Height of the oriented image, in pixels.</param>
    /// <param name="geometry">Which part of the image the network sees.</param>
    /// <param name="inputSide">Side A of the square whose area a <see cref="Geometry.Whole"/> input has, in network pixels.</param>
    /// <param name="input">What the network accepts.</param>
    public static NetworkFrame Of(int width, int height, Geometry geometry, int inputSide, NetworkInputSize input) => geometry switch
    {
        Geometry.Whole => Whole(width, height, inputSide, input.Stride),
        Geometry.Crop => Crop(width, height, input.Width, input.Height),
        Geometry.Stretch => new(width, height, input.Width, input.Height, 0, 0, input.Width, input.Height),
        _ => throw new ArgumentOutOfRangeException(nameof(geometry), geometry, "Not a geometry."),
    };

    private static NetworkFrame Whole(int width, int height, int inputSide, int stride)
    {
        var area = (double)inputSide * inputSide;
        var scale = Math.Sqrt(area / ((double)width * height));
        // Past an aspect ratio of (A / stride)^2, 100 : 1 by default, the short side can't shrink with the area any more.
        // There the long side is held instead: a picture of 60,000 x 1 pixels must not cost thirty networks.
        var longest = WholeStrides(area / stride, stride);
        var networkWidth = Math.Min(WholeStrides(width * scale, stride), longest);
        var networkHeight = Math.Min(WholeStrides(height * scale, stride), longest);
        return new(width, height, networkWidth, networkHeight, 0, 0, networkWidth, networkHeight);
    }

    private static int WholeStrides(double side, int stride) =>
        Math.Max(stride, (int)Math.Round(side / stride, MidpointRounding.AwayFromZero) * stride);

    private static NetworkFrame Crop(int width, int height, int networkWidth, int networkHeight)
    {
        var scale = CropMargin * Math.Max((double)networkWidth / width, (double)networkHeight / height);
        var resizedWidth = (int)Math.Round(width * scale, MidpointRounding.AwayFromZero);
        var resizedHeight = (int)Math.Round(height * scale, MidpointRounding.AwayFromZero);
        return new(
            width,
            height,
            resizedWidth,
            resizedHeight,
            (resizedWidth - networkWidth) / 2,
            (resizedHeight - networkHeight) / 2,
            networkWidth,
            networkHeight);
    }
}
