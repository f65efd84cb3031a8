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
    /// <param name="file">The bytes of an image file.</param>
    /// <param name="options">The sizes.</param>
    /// <param name="geometry">Which part of the image the network sees.</param>
    /// <param name="accepted">The input sizes that the network accepts.</param>
    /// <exception cref="RejectedImageException">The image can't be processed; retrying does not help.</exception>
    public static DecodedImage Read(byte[] file, AnalysisOptions options, Geometry geometry, NetworkInputSize accepted)
    {
        var (limits, time) = (new ImageLimits(), DecodingTime.Unlimited());
        return Read(file, options, limits, geometry, accepted, time, MemoryBudget.OfProcess, CancellationToken.None);
    }

    /// <summary>The same, in limited time and memory.</summary>
    /// <exception cref="RejectedImageException">The same, or decoding takes too long or too much memory.</exception>
    /// <exception cref="OperationCanceledException">Decoding was cancelled.</exception>
    public static DecodedImage Read(
        byte[] file,
        AnalysisOptions options,
        ImageLimits limits,
        Geometry geometry,
        NetworkInputSize accepted,
        DecodingTime time,
        MemoryBudget memory,
        CancellationToken cancellation)
    {
        var header = ImageHeaderReader.Read(file, limits, time);
        var frame = NetworkFraming.Frame(header.Width, header.Height, geometry, options.InputSide, accepted);
        CheckMemory(header, file.LongLength, memory);
        var decoded = memory.Run(
            header.DecodingBytes,
            () => ImageDecoder.Decode(
                file,
                header,
                new DecodingGoal(frame.DecodingSide(options.OverlaySide), frame),
                limits.Truncated,
                time),
            cancellation);
        return new DecodedImage(header, frame, decoded.Image, decoded.InputIn(frame), decoded.Warnings);
    }

    /// <summary>Its pixels are within the limit, but in another format they would take a fraction of the memory.</summary>
    private static void CheckMemory(ImageHeader header, long length, MemoryBudget memory)
    {
        const double Megabyte = 1 << 20;
        var needed = length + header.DecodingBytes;
        if (needed > memory.Capacity)
        {
            throw new RejectedImageException(
                ImageErrorCode.TooManyPixels,
                $"Decoding this {ImageFormatNames.Of(header.Format)} image of {header.Width:N0} x {header.Height:N0} pixels takes up to " +
                $"{needed / Megabyte:N0} MB, more than the {memory.Capacity / Megabyte:N0} MB that there are for images. Upload a " +
                "smaller one, save it as a JPEG that is not progressive, or run this on a machine or instance with more memory.");
        }
    }
}
