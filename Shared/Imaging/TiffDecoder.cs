using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Decodes the TIFFs that libvips reads and does not make thumbnails of: CIE L*a*b*, and whole numbers of 32 bits.</summary>
internal static class TiffDecoder
{
    private const double MaximumLightness = 100;
    private const double Shift24 = 1 << 24;

    public static DecodedPixels Decode(byte[] file, ImageHeader header, DecodingGoal goal, Enums.FailOn failOn, DecodingTime time)
    {
        var isLab8 = header.Pixels == PixelKind.Lab8;
        using var source = WatchedFile.Open(isLab8 ? TiffPhotometric.WithoutLab(file) : file, ImageFormat.Tiff, time);
        using var stored = Image.NewFromSource(source, access: Enums.Access.Sequential, failOn: failOn);
        using var colour = isLab8 ? Lab(stored) : Colour(stored);
        using var thumbnail = colour.ThumbnailImage(goal.MaximumSide, height: goal.MaximumSide, size: Enums.Size.Down);
        return new DecodedPixels(ImageDecoder.ToRgb(thumbnail));
    }

    private static Image Colour(Image stored) =>
        stored.Interpretation is Enums.Interpretation.Lab or Enums.Interpretation.Labs
            ? stored.Colourspace(Enums.Interpretation.Srgb)
            : Eight(stored);

    /// <summary>Lightness in 255 steps, and two colours from -128 to 127 (TIFF 6.0, section 23).</summary>
    private static Image Lab(Image bytes)
    {
        using var lightness = bytes[0] * (MaximumLightness / byte.MaxValue);
        using var colours = bytes.ExtractBand(1, n: 2).Copy(format: Enums.BandFormat.Char);
        using var joined = lightness.Bandjoin(colours);
        using var lab = joined.Copy(interpretation: Enums.Interpretation.Lab);
        return lab.Colourspace(Enums.Interpretation.Srgb);
    }

    private static Image Eight(Image deep)
    {
        using var scaled = (deep / Shift24).Cast(Enums.BandFormat.Uchar);
        return scaled.Copy(interpretation: scaled.Bands < RgbImage.Bands ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }
}
