using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Decodes an image of any supported format to upright 8-bit sRGB on a white background, no larger than needed.</summary>
public static class ImageDecoder
{
    private const string BrokenProfile =
        "The image's colour profile is damaged and was ignored, so its colours may be slightly wrong.";

    private static readonly double[] White = [255, 255, 255];

    /// <summary>
    /// Decodes so that the longer side has at most <paramref name="maximumSide"/> pixels; smaller images keep their size.
    /// JPEG and WebP are decoded directly at a fraction of their size, which saves most of the time and memory.
    /// </summary>
    /// <exception cref="RejectedImageException">The file is damaged or cut short.</exception>
    public static RgbImage Decode(byte[] file, ImageHeader header, int maximumSide) =>
        Decode(file, header, new DecodingGoal(maximumSide), TruncatedImages.Refuse, DecodingTime.Unlimited()).Image;

    /// <summary>
    /// The same for a goal, in limited time, and says what was not as the file has it. A profile that can't be used is ignored.
    /// </summary>
    /// <exception cref="RejectedImageException">The file is damaged or cut short, more than is accepted, or takes too long.</exception>
    /// <exception cref="OperationCanceledException">Decoding was cancelled.</exception>
    public static DecodedPixels Decode(
        byte[] file,
        ImageHeader header,
        DecodingGoal goal,
        TruncatedImages truncated,
        DecodingTime time)
    {
        try
        {
            return WithProfileIfSound(header, profiled => DecodeStrictly(file, profiled, goal, time));
        }
        catch (VipsException fault) when (truncated == TruncatedImages.Accept && !DecodingFault.IsUnsupported(fault))
        {
            var decoded = DecodeWhatIsThere(file, header, goal, time);
            return decoded with { Warnings = [.. decoded.Warnings, DecodingFault.WarningOf(fault)] };
        }
        catch (VipsException fault)
        {
            throw DecodingFault.Explain(fault, header.Format);
        }
    }

    /// <summary>
    /// Decodes again without the profile if it seems to be at fault. It is only if that succeeds: the message may be about another image
    /// that something else in this process reads or writes with libvips at the same time.
    /// </summary>
    private static DecodedPixels WithProfileIfSound(ImageHeader header, Func<ImageHeader, DecodedPixels> decode)
    {
        try
        {
            return decode(header);
        }
        catch (VipsException fault) when (header.HasProfile && DecodingFault.IsOfProfile(fault))
        {
            var decoded = decode(header with { HasProfile = false });
            return decoded with { Warnings = [BrokenProfile, .. decoded.Warnings] };
        }
    }

    private static DecodedPixels DecodeWhatIsThere(byte[] file, ImageHeader header, DecodingGoal goal, DecodingTime time)
    {
        try
        {
            return WithProfileIfSound(
                header,
                profiled => VipsErrorIsolation.Read(() => Decode(file, profiled, goal, Enums.FailOn.None, time), time));
        }
        catch (VipsException fault)
        {
            throw DecodingFault.Explain(fault, header.Format);
        }
    }

    /// <summary>
    /// libjpeg reports damaged pixels only as warnings, so decoding a JPEG stops at a warning, unless it is a harmless one. Other
    /// decoders report damage as errors, and warn about harmless things such as unknown TIFF tags.
    /// </summary>
    private static DecodedPixels DecodeStrictly(byte[] file, ImageHeader header, DecodingGoal goal, DecodingTime time)
    {
        if (header.Format != ImageFormat.Jpeg)
        {
            return VipsErrorIsolation.Read(() => Decode(file, header, goal, Enums.FailOn.Error, time), time);
        }

        try
        {
            return VipsErrorIsolation.Read(() => Decode(file, header, goal, Enums.FailOn.Warning, time), time);
        }
        catch (VipsException fault) when (DecodingFault.IsHarmlessJpegWarning(fault))
        {
            return VipsErrorIsolation.Read(() => Decode(file, header, goal, Enums.FailOn.Error, time), time);
        }
    }

    private static DecodedPixels Decode(byte[] file, ImageHeader header, DecodingGoal goal, Enums.FailOn failOn, DecodingTime time) =>
        (header.Format == ImageFormat.Tiff ? TiffDecoder.Decode(file, goal.MaximumSide, failOn, time) : null)
        ?? RgbDecoder.Decode(file, header, goal, failOn, time)
        ?? DecodeAny(file, header, goal.MaximumSide, failOn, time);

    private static DecodedPixels DecodeAny(byte[] file, ImageHeader header, int maximumSide, Enums.FailOn failOn, DecodingTime time)
    {
        // fail_on is passed as a loader option: the thumbnail operations of libvips 8.18 accept an argument of that name but do not
        // pass it on (libvips issue 5195). Loaders return the first frame or page by default.
        using var source = WatchedFile.Open(file, header.Format, time);
        using var thumbnail = Image.ThumbnailSource(
            source,
            maximumSide,
            optionString: $"[fail_on={failOn.ToString().ToLowerInvariant()}]",
            height: maximumSide,
            size: Enums.Size.Down,
            // Pixels without a profile are sRGB already; converting them would cost as much as everything else together.
            outputProfile: header.HasProfile ? "srgb" : null,
            intent: Enums.Intent.Perceptual);
        return new DecodedPixels(ToRgb(thumbnail));
    }

    /// <summary>On white, in eight bits.</summary>
    internal static RgbImage ToRgb(Image thumbnail)
    {
        using var opaque = thumbnail.HasAlpha() ? thumbnail.Flatten(background: White) : thumbnail.Copy();
        using var colour = opaque.Colourspace(Enums.Interpretation.Srgb);
        using var bytes = colour.Cast(Enums.BandFormat.Uchar);
        return new RgbImage(bytes.Width, bytes.Height, bytes.WriteToMemory<byte>());
    }
}
