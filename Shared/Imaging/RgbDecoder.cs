using CamFunctions.Shared.Framing;
using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Decodes what most photographs are, 8-bit RGB, with few steps: the pixels are read as they are stored, reduced, and only
/// converted and turned if they need it.
/// </summary>
internal static class RgbDecoder
{
    /// <summary>The fractions of its size, 1/n, that libjpeg decodes a JPEG at in libvips.</summary>
    private static readonly int[] JpegFractions = [8, 4, 2];

    /// <summary>How many threads libvips takes for an image, if not as many as for others.</summary>
    private const string ThreadsField = "concurrency";

    /// <summary>For fewer pixels, a second thread would cost more time than it saves.</summary>
    private const int PixelsPerThread = 100_000;

    /// <summary>Few enough for the processor's cache, and many enough for a thread to be worth its while.</summary>
    private const int BytesAtOnce = 1 << 16;

    /// <returns><see langword="null"/> if the image is not 8-bit RGB, or must be reduced but is not a JPEG.</returns>
    public static DecodedPixels? Decode(byte[] file, ImageHeader header, DecodingGoal goal, Enums.FailOn failOn, DecodingTime time)
    {
        var longerSide = Math.Max(header.StoredWidth, header.StoredHeight);
        if (longerSide > goal.MaximumSide && header.Format != ImageFormat.Jpeg)
        {
            return null;
        }

        using var source = WatchedFile.Open(file, header.Format, time);
        using var stored = Open(source, header, goal.MaximumSide, failOn);
        if (stored is not { Bands: RgbImage.Bands, Format: Enums.BandFormat.Uchar, Interpretation: Enums.Interpretation.Srgb })
        {
            return null;
        }

        var scale = Math.Min(1, (double)goal.MaximumSide / longerSide);
        var (width, height) = (Scaled(header.StoredWidth), Scaled(header.StoredHeight));
        var profile = header.HasProfile && stored.Get(SrgbProfile.Field) is byte[] bytes && !SrgbProfile.IsSrgb(bytes) ? bytes : null;
        return profile is null && header.ExifOrientation == 1
            ? Read(stored, width, height, goal.Frame)
            : new DecodedPixels(Finish(Read(stored, width, height, frame: null).Image, profile, header.ExifOrientation));

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

    private static DecodedPixels Read(Image stored, int width, int height, NetworkFrame? frame)
    {
        if (stored.Width == width && stored.Height == height)
        {
            var image = RgbImage.Uninitialized(width, height);
            var input = frame is null ? null : ImageResizer.StartToNetwork(image, frame);
            ReadRows(stored, image.Pixels, rows => input?.Follow(rows));
            return new DecodedPixels(image, input?.Image);
        }

        using var pixels = new NativePixels(stored.Width * stored.Height * RgbImage.Bands);
        var reduction = new Reduction(
            pixels.Memory,
            stored.Width,
            new ResamplingAxis(stored.Width, width, 0, width),
            new ResamplingAxis(stored.Height, height, 0, height));
        var reducedInput = frame is null ? null : ImageResizer.StartToNetwork(reduction.Image, frame);
        ReadRows(stored, pixels.Memory, rows =>
        {
            reduction.Follow(rows);
            reducedInput?.Follow(reduction.Rows);
        });
        return new DecodedPixels(reduction.Image, reducedInput?.Image);
    }

    private static void ReadRows(Image stored, Memory<byte> pixels, Action<int> follow)
    {
        var length = stored.Width * RgbImage.Bands;
        var rowsAtOnce = Math.Max(1, BytesAtOnce / length);
        using var region = Region.New(stored);
        using var follower = new RowFollower(follow);
        for (var y = 0; y < stored.Height; y += rowsAtOnce)
        {
            var rows = Math.Min(rowsAtOnce, stored.Height - y);
            VipsRows.CopyTo(region, y, stored.Width, rows, pixels.Span[(y * length)..]);
            follower.Advance(y + rows);
        }

        follower.Finish(stored.Height);
    }

    private static RgbImage Finish(RgbImage pixels, byte[]? profile, int orientation)
    {
        using var view = ImageResizer.View(pixels);
        using var colour = profile is null ? view.Copy() : SrgbProfile.Convert8Bit(view, profile);
        using var labelled = colour.Mutate(mutable =>
        {
            mutable.Set(GValue.GIntType, ImageHeaderReader.OrientationField, orientation);
            mutable.Set(GValue.GIntType, ThreadsField, Strips.Count(pixels.Width * pixels.Height / PixelsPerThread));
        });
        using var upright = labelled.Autorot();
        return new RgbImage(upright.Width, upright.Height, upright.WriteToMemory<byte>());
    }
}
