using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Decodes the TIFFs that libvips reads and does not make thumbnails of: CIE L*a*b*, and whole numbers of 32 bits.</summary>
internal static class TiffDecoder
{
    private const double MaximumLightness = 100;
    private const double Shift24 = 1 << 24;

    /// <returns><see langword="null"/> if it is another kind of TIFF.</returns>
    public static DecodedPixels? Decode(byte[] file, int maximumSide, Enums.FailOn failOn, DecodingTime time)
    {
        var readable = TiffPhotometric.WithoutLab(file);
        var lab = ReferenceEquals(readable, file)
            ? null
            : Decode(readable, stored => stored.Format == Enums.BandFormat.Uchar ? Lab(stored) : null, maximumSide, failOn, time);
        return lab ?? Decode(file, Colour, maximumSide, failOn, time);
    }

    private static DecodedPixels? Decode(
        byte[] file,
        Func<Image, Image?> convert,
        int maximumSide,
        Enums.FailOn failOn,
        DecodingTime time)
    {
        using var source = WatchedFile.Open(file, ImageFormat.Tiff, time);
        using var stored = Image.NewFromSource(source, access: Enums.Access.Sequential, failOn: failOn);
        using var colour = convert(stored);
        using var thumbnail = colour?.ThumbnailImage(maximumSide, height: maximumSide, size: Enums.Size.Down);
        return thumbnail is null ? null : new DecodedPixels(ImageDecoder.ToRgb(thumbnail));
    }

    private static Image? Colour(Image stored) => stored switch
    {
        { Interpretation: Enums.Interpretation.Lab or Enums.Interpretation.Labs } => stored.Colourspace(Enums.Interpretation.Srgb),
        { Format: Enums.BandFormat.Uint } => Eight(stored),
        _ => null,
    };

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
