namespace CamFunctions.Shared.Framing;

/// <summary>Computes, for each geometry, which part of an image of a given size the network sees.</summary>
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
    /// <param name="inputSide">Side A in network pixels: a <see cref="Geometry.Whole"/> input has about A x A pixels.</param>
    /// <param name="accepted">The input sizes that the network accepts.</param>
    public static NetworkFrame Frame(int width, int height, Geometry geometry, int inputSide, NetworkInputSize accepted)
    {
        var (inputWidth, inputHeight) = geometry == Geometry.Whole
            ? WholeInput(width, height, inputSide, accepted.Step)
            : (accepted.Width, accepted.Height);
        return Frame(width, height, geometry, inputWidth, inputHeight);
    }

    /// <summary>
    /// Frames an image for a known input size. A record contains all five values, so the frame can be computed from it.
    /// </summary>
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

    private static (int Width, int Height) WholeInput(int width, int height, int inputSide, int step)
    {
        var area = (double)inputSide * inputSide;
        var scale = Math.Sqrt(area / ((double)width * height));
        // Beyond an aspect ratio of (A / step)^2, 100 : 1 by default, the short side is at its minimum of one step. Then the
        // long side is limited instead, so that an image of 60,000 x 1 pixels does not cost thirty times the usual inference.
        var maximum = WholeSteps(area / step, step);
        return (Math.Min(WholeSteps(width * scale, step), maximum), Math.Min(WholeSteps(height * scale, step), maximum));
    }

    private static int WholeSteps(double side, int step) =>
        Math.Max(step, (int)Math.Round(side / step, MidpointRounding.AwayFromZero) * step);

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
