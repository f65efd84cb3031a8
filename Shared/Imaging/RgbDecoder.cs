using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Decodes what most photographs are, 8-bit RGB, with few steps: the pixels are read as they are stored, reduced, and only
/// converted and turned if they need it.
/// </summary>
internal static unsafe class RgbDecoder
{
    /// <summary>The fractions of its size, 1/n, that libjpeg decodes a JPEG at in libvips.</summary>
    private static readonly int[] JpegFractions = [8, 4, 2];

    /// <returns><see langword="null"/> if the image is not 8-bit RGB, or must be reduced but is not a JPEG.</returns>
    public static RgbImage? Decode(byte[] file, ImageHeader header, int maximumSide, Enums.FailOn failOn, DecodingTime time)
    {
        var longerSide = Math.Max(header.StoredWidth, header.StoredHeight);
        if (longerSide > maximumSide && header.Format != ImageFormat.Jpeg)
        {
            return null;
        }

        using var source = WatchedFile.Open(file, header.Format, time);
        using var stored = Open(source, header, maximumSide, failOn);
        if (stored is not { Bands: RgbImage.Bands, Format: Enums.BandFormat.Uchar, Interpretation: Enums.Interpretation.Srgb })
        {
            return null;
        }

        var scale = Math.Min(1, (double)maximumSide / longerSide);
        var pixels = Read(stored, Scaled(header.StoredWidth), Scaled(header.StoredHeight));
        var profile = header.HasProfile && stored.Get(SrgbProfile.Field) is byte[] bytes && !SrgbProfile.IsSrgb(bytes) ? bytes : null;
        return profile is null && header.ExifOrientation == 1 ? pixels : Finish(pixels, profile, header.ExifOrientation);

        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.AwayFromZero));
    }

    private static Image Open(Source source, ImageHeader header, int maximumSide, Enums.FailOn failOn)
    {
        var longerSide = Math.Max(header.StoredWidth, header.StoredHeight);
        return header.Format == ImageFormat.Jpeg
            ? Image.JpegloadSource(
                source,
                shrink: JpegFractions.FirstOrDefault(fraction => longerSide >= maximumSide * fraction, 1),
                access: Enums.Access.Sequential,
                failOn: failOn)
            : Image.NewFromSource(source, access: Enums.Access.Sequential, failOn: failOn);
    }

    private static RgbImage Read(Image stored, int width, int height)
    {
        var address = stored.WriteToMemory(out var size);
        try
        {
            var pixels = stored.Width == width && stored.Height == height
                ? Copy(new ReadOnlySpan<byte>((byte*)address, (int)size))
                : Resampler.Reduce(
                    (byte*)address,
                    stored.Width,
                    new ResamplingAxis(stored.Width, width, 0, width),
                    new ResamplingAxis(stored.Height, height, 0, height));
            return new RgbImage(width, height, pixels);
        }
        finally
        {
            NetVips.NetVips.Free(address);
        }
    }

    private static byte[] Copy(ReadOnlySpan<byte> pixels)
    {
        var copy = GC.AllocateUninitializedArray<byte>(pixels.Length);
        pixels.CopyTo(copy);
        return copy;
    }

    private static RgbImage Finish(RgbImage pixels, byte[]? profile, int orientation)
    {
        using var view = ImageResizer.View(pixels);
        using var colour = profile is null ? view.Copy() : SrgbProfile.Convert8Bit(view, profile);
        using var labelled = colour.Mutate(mutable => mutable.Set(GValue.GIntType, ImageHeaderReader.OrientationField, orientation));
        using var upright = labelled.Autorot();
        return new RgbImage(upright.Width, upright.Height, upright.WriteToMemory<byte>());
    }
}
