using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Decodes an image of any supported format into oriented 8-bit sRGB, alpha over white, no larger than is needed.</summary>
public static class ImageDecoder
{
    private static readonly double[] White = [255, 255, 255];

    /// <summary>
    /// Decodes so that the longer side has at most <paramref name="longestSide"/> pixels; smaller images keep their size.
    /// Formats that can be decoded at a fraction of their size (JPEG, WebP) are, which is where time and memory are saved.
    /// </summary>
    /// <exception cref="RejectedImageException">The file is damaged or cut short.</exception>
    public static RgbImage Decode(byte[] file, ImageHeader header, int longestSide)
    {
        try
        {
            return DecodeStrictly(file, header, longestSide);
        }
        catch (VipsException fault)
        {
            throw DecodingFault.Explain(fault, header.Format);
        }
    }

    /// <summary>
    /// libjpeg reports damaged pixels as mere warnings, so JPEG has to stop at these and to look which one it was. Other
    /// decoders report damage as errors and warn of things like unknown TIFF tags, which harm nobody.
    /// </summary>
    private static RgbImage DecodeStrictly(byte[] file, ImageHeader header, int longestSide)
    {
        if (header.Format != ImageFormat.Jpeg)
        {
            return VipsErrorIsolation.Read(() => Decode(file, header, longestSide, Enums.FailOn.Error));
        }

        try
        {
            return VipsErrorIsolation.Read(() => Decode(file, header, longestSide, Enums.FailOn.Warning));
        }
        catch (VipsException fault) when (DecodingFault.IsHarmlessJpegWarning(fault))
        {
            return VipsErrorIsolation.Read(() => Decode(file, header, longestSide, Enums.FailOn.Error));
        }
    }

    private static RgbImage Decode(byte[] file, ImageHeader header, int longestSide, Enums.FailOn failOn)
    {
        // The level goes in as an option of the loader: libvips 8.18's thumbnail_buffer takes an argument of that name and
        // does not hand it on (libvips issue 5195). Loaders give the first frame or page unless they are asked for more.
        using var thumbnail = Image.ThumbnailBuffer(
            file,
            longestSide,
            optionString: $"[fail_on={failOn.ToString().ToLowerInvariant()}]",
            height: longestSide,
            size: Enums.Size.Down,
            // Without a profile the numbers are sRGB already, and the way through a profile would cost as much as all the rest.
            outputProfile: header.HasProfile ? "srgb" : null,
            intent: Enums.Intent.Perceptual);
        using var opaque = thumbnail.HasAlpha() ? thumbnail.Flatten(background: White) : thumbnail.Copy();
        using var colour = opaque.Colourspace(Enums.Interpretation.Srgb);
        using var bytes = colour.Cast(Enums.BandFormat.Uchar);
        return new RgbImage(bytes.Width, bytes.Height, bytes.WriteToMemory<byte>());
    }
}
