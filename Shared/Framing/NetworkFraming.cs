namespace CamFunctions.Shared.Framing;

/// <summary>The three geometries: from the size of an oriented image to what the network sees of it.</summary>
public static class NetworkFraming
{
    /// <summary>
    /// The usual ImageNet evaluation resizes the shorter side to 256 pixels and cuts out the centre 224 x 224
    /// (Krizhevsky et al. 2012, section 4.1; He et al. 2016, section 3.4).
    /// </summary>
    private const double CropMargin = 256.0 / 224.0;

    /// <summary>Chooses the network's input size for an image, and frames the image for it.</summary>
    /// <param name="width">Width of the oriented image, in pixels.</param>
    /// <param name="height">Height of the oriented image, in pixels.</param>
    /// <param name="geometry">Which part of the image the network sees.</param>
    /// <param name="inputSide">Side A of the square whose area a <see cref="Geometry.Whole"/> input has, in network pixels.</param>
    /// <param name="accepted">What the network accepts.</param>
    public static NetworkFrame Frame(int width, int height, Geometry geometry, int inputSide, NetworkInputSize accepted)
    {
        var (inputWidth, inputHeight) = geometry == Geometry.Whole
            ? WholeInput(width, height, inputSide, accepted.Stride)
            : (accepted.Width, accepted.Height);
        return Frame(width, height, geometry, inputWidth, inputHeight);
    }

    /// <summary>Frames an image for an input size that is known. A record holds all five numbers, so its window can be found again.</summary>
    /// <param name="width">Width of the oriented image, in pixels.</param>
    /// <param name="height">Height of the oriented image, in pixels.</param>
    /// <param name="geometry">Which part of the image the network sees.</param>
    /// <param name="inputWidth">Width of the network's input, in network pixels.</param>
    /// <param name="inputHeight">Height of the network's input, in network pixels.</param>
    public static NetworkFrame Frame(int width, int height, Geometry geometry, int inputWidth, int inputHeight) => geometry switch
    {
        Geometry.Whole or Geometry.Stretch => new(width, height, inputWidth, inputHeight, 0, 0, inputWidth, inputHeight),
        Geometry.Crop => Crop(width, height, inputWidth, inputHeight),
        _ => throw new ArgumentOutOfRangeException(nameof(geometry), geometry, "Not a geometry."),
    };

    private static (int Width, int Height) WholeInput(int width, int height, int inputSide, int stride)
    {
        var area = (double)inputSide * inputSide;
        var scale = Math.Sqrt(area / ((double)width * height));
        // Past an aspect ratio of (A / stride)^2, 100 : 1 by default, the short side can't shrink with the area any more.
        // There the long side is held instead: a picture of 60,000 x 1 pixels must not cost thirty networks.
        var longest = WholeStrides(area / stride, stride);
        return (Math.Min(WholeStrides(width * scale, stride), longest), Math.Min(WholeStrides(height * scale, stride), longest));
    }

    private static int WholeStrides(double side, int stride) =>
        Math.Max(stride, (int)Math.Round(side / stride, MidpointRounding.AwayFromZero) * stride);

    private static NetworkFrame Crop(int width, int height, int inputWidth, int inputHeight)
    {
        var scale = CropMargin * Math.Max((double)inputWidth / width, (double)inputHeight / height);
        var resizedWidth = (int)Math.Round(width * scale, MidpointRounding.AwayFromZero);
        var resizedHeight = (int)Math.Round(height * scale, MidpointRounding.AwayFromZero);
        return new(
            width,
            height,
            resizedWidth,
            resizedHeight,
            (resizedWidth - inputWidth) / 2,
            (resizedHeight - inputHeight) / 2,
            inputWidth,
            inputHeight);
    }
}
