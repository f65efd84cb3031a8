namespace CamFunctions.Shared.Framing;

/// <summary>
/// How a photograph becomes the network's input: the oriented image is resized to
/// <paramref name="ResizedWidth"/> x <paramref name="ResizedHeight"/>, then the window of
/// <paramref name="Width"/> x <paramref name="Height"/> pixels at (<paramref name="Left"/>, <paramref name="Top"/>) is cut out.
/// One affine map converts back.
/// </summary>
/// <param name="ImageWidth">Width of the oriented image, in its pixels.</param>
/// <param name="ImageHeight">Height of the oriented image, in its pixels.</param>
/// <param name="ResizedWidth">Width of the whole image at the network's scale, in network pixels.</param>
/// <param name="ResizedHeight">Height of the whole image at the network's scale, in network pixels.</param>
/// <param name="Left">First column of the window, in network pixels.</param>
/// <param name="Top">First row of the window, in network pixels.</param>
/// <param name="Width">Width of the network's input, in network pixels.</param>
/// <param name="Height">Height of the network's input, in network pixels.</param>
public sealed record NetworkFrame(
    int ImageWidth,
    int ImageHeight,
    int ResizedWidth,
    int ResizedHeight,
    int Left,
    int Top,
    int Width,
    int Height)
{
    /// <summary>Network pixels per image pixel, across.</summary>
    public double ScaleX => (double)ResizedWidth / ImageWidth;

    /// <summary>Network pixels per image pixel, down.</summary>
    public double ScaleY => (double)ResizedHeight / ImageHeight;

    /// <summary>Converts network pixels to pixels of the oriented image, across.</summary>
    public double ToImageX(double networkX) => (Left + networkX) / ScaleX;

    /// <summary>Converts network pixels to pixels of the oriented image, down.</summary>
    public double ToImageY(double networkY) => (Top + networkY) / ScaleY;

    /// <summary>Converts pixels of the oriented image to network pixels, across; outside [0, Width) is outside the input.</summary>
    public double ToNetworkX(double imageX) => (imageX * ScaleX) - Left;

    /// <summary>Converts pixels of the oriented image to network pixels, down; outside [0, Height) is outside the input.</summary>
    public double ToNetworkY(double imageY) => (imageY * ScaleY) - Top;

    /// <summary>
    /// The length in pixels of the longer side to decode at, so that neither the network's input nor an overlay of
    /// <paramref name="overlaySide"/> pixels needs enlarging.
    /// </summary>
    public int DecodingSide(int overlaySide)
    {
        var networkSide = Math.Max(ScaleX, ScaleY) * Math.Max(ImageWidth, ImageHeight);
        return Math.Max(overlaySide, (int)Math.Ceiling(Math.Min(networkSide, Math.Max(ImageWidth, ImageHeight))));
    }
}
