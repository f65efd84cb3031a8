using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Decodes an image of any supported format to upright 8-bit sRGB on a white background, no larger than needed.</summary>
public static class ImageDecoder
{
    private static readonly double[] White = [255, 255, 255];

    /// <summary>
    /// Decodes so that the longer side has at most <paramref name="maximumSide"/> pixels; smaller images keep their size.
    /// JPEG and WebP are decoded directly at a fraction of their size, which saves most of the time and memory.
    /// </summary>
    /// <exception cref="RejectedImageException">The file is damaged or cut short.</exception>
    public static RgbImage Decode(byte[] file, ImageHeader header, int maximumSide) =>
        Decode(file, header, new DecodingGoal(maximumSide), TruncatedImages.Refuse, DecodingTime.Unlimited()).Image;

    /// <summary>The same for a goal, in limited time, with warnings about damage. A profile that can't be used is ignored.</summary>
    /// <exception cref="RejectedImageException">The file is damaged or cut short, more than is accepted, or takes too long.</exception>
    /// <exception cref="OperationCanceledException">Decoding was cancelled.</exception>
    public static DecodedPixels Decode(
        byte[] file,
        ImageHeader header,
        DecodingGoal goal,
        TruncatedImages truncated,
        DecodingTime time)
    {
        var attempt = DecodingAttempt.First(header);
        while (true)
        {
            try
            {
                using var turn = VipsErrorIsolation.Enter(attempt.IsAlone);
                using var measured = time.Measure();
                var attempted = header with { HasProfile = attempt.HasProfile };
                var decoded = attempted switch
                {
                    // libvips reads these, but makes no thumbnails of them.
                    { Pixels: PixelKind.Lab8 or PixelKind.DeepTiff } => TiffDecoder.Decode(file, header, goal, attempt.FailOn, time),
                    // Most photographs. A profile of grey values can't be converted from three.
                    { Pixels: PixelKind.Rgb } or { Pixels: PixelKind.Grey, HasProfile: false } when CanBeReduced(header, goal) =>
                        RgbDecoder.Decode(file, attempted, goal, attempt.FailOn, time),
                    _ => DecodeAny(file, attempted, goal, attempt.FailOn, time),
                };
                time.ThrowIfOver();
                return decoded with { Warnings = attempt.Warnings(header) };
            }
            catch (VipsException exception)
            {
                // A file whose decoder was not given the rest of it is not damaged.
                time.ThrowIfOver();
                attempt = attempt.After(exception, header, truncated) ?? throw DecodingFault.Explain(exception, header.Format);
            }
        }
    }

    /// <summary>Whether the decoder of RGB gets it small enough: of formats other than JPEG it makes all pixels.</summary>
    private static bool CanBeReduced(ImageHeader header, DecodingGoal goal) =>
        header.Format == ImageFormat.Jpeg || Math.Max(header.StoredWidth, header.StoredHeight) <= goal.MaximumSide;

    private static DecodedPixels DecodeAny(byte[] file, ImageHeader header, DecodingGoal goal, Enums.FailOn failOn, DecodingTime time)
    {
        // fail_on is passed as a loader option: the thumbnail operations of libvips 8.18 accept an argument of that name but do not
        // pass it on (libvips issue 5195). Loaders return the first frame or page by default.
        using var source = WatchedFile.Open(file, header.Format, time);
        using var thumbnail = Image.ThumbnailSource(
            source,
            goal.MaximumSide,
            optionString: $"[fail_on={failOn.ToString().ToLowerInvariant()}]",
            height: goal.MaximumSide,
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
