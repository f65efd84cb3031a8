using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Analysis;

/// <summary>An image file, decoded once for both the network and the overlay.</summary>
/// <param name="Header">What the file says about itself.</param>
/// <param name="Frame">The part of the image that the network sees.</param>
/// <param name="Photograph">The whole oriented image, no larger than needed.</param>
/// <param name="Input">The network's input.</param>
/// <param name="Warnings">Sentences for people about what is not as the file says, or missing.</param>
public sealed record DecodedImage(
    ImageHeader Header,
    NetworkFrame Frame,
    RgbImage Photograph,
    RgbImage Input,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The memory that it protects is that of the process, whatever decodes.</summary>
    private static readonly LargeImageGate LargeImages = new();

    /// <param name="file">The bytes of an image file.</param>
    /// <param name="options">The limits and sizes.</param>
    /// <param name="geometry">Which part of the image the network sees.</param>
    /// <param name="accepted">The input sizes that the network accepts.</param>
    /// <exception cref="RejectedImageException">The image can't be processed; retrying does not help.</exception>
    public static DecodedImage Read(byte[] file, AnalysisOptions options, Geometry geometry, NetworkInputSize accepted) =>
        Read(file, options, geometry, accepted, new DecodingTime(TimeProvider.System, options.TimeLimit, CancellationToken.None));

    /// <summary>The same, in limited time.</summary>
    /// <exception cref="RejectedImageException">The same, or decoding takes too long.</exception>
    /// <exception cref="OperationCanceledException">Decoding was cancelled.</exception>
    public static DecodedImage Read(
        byte[] file,
        AnalysisOptions options,
        Geometry geometry,
        NetworkInputSize accepted,
        DecodingTime time)
    {
        var header = ImageHeaderReader.Read(file, options.Limits, time);
        var frame = NetworkFraming.Frame(header.Width, header.Height, geometry, options.InputSide, accepted);
        var decoded = LargeImages.Run(
            (long)header.Width * header.Height,
            () => ImageDecoder.Decode(file, header, frame.DecodingSide(options.OverlaySide), options.Truncated, time));
        return new DecodedImage(header, frame, decoded.Image, ImageResizer.ToNetwork(decoded.Image, frame), decoded.Warnings);
    }
}
