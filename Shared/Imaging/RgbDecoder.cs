using System.Buffers;
using CamFunctions.Shared.Framing;
using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>
/// Decodes what most photographs are, 8-bit RGB or grey, with few steps: the pixels are read as they are stored, reduced, and only
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

    /// <summary>How much to decode before earlier rows make room, besides what a row of the reduced image needs.</summary>
    private const int BytesOfWindow = 1 << 20;

    /// <returns>Where the rows [row, end) go.</returns>
    private delegate Span<byte> Room(int row, int end);

    public static DecodedPixels Decode(byte[] file, ImageHeader header, DecodingGoal goal, Enums.FailOn failOn, DecodingTime time)
    {
        var longerSide = Math.Max(header.StoredWidth, header.StoredHeight);
        using var source = WatchedFile.Open(file, header.Format, time);
        using var opened = Open(source, header, goal.MaximumSide, failOn);
        // Grey becomes RGB with its values three times.
        using var stored = header.Pixels == PixelKind.Grey ? opened.Colourspace(Enums.Interpretation.Srgb) : opened.Copy();
        var scale = Math.Min(1, (double)goal.MaximumSide / longerSide);
        var (width, height) = (Scaled(header.StoredWidth), Scaled(header.StoredHeight));
        var profile = header.HasProfile && stored.Get(SrgbProfile.Field) is byte[] bytes && !SrgbProfile.IsSrgb(bytes) ? bytes : null;
        var isFinal = profile is null && header.ExifOrientation == 1;
        var frame = isFinal ? goal.Frame : null;
        var pixels = stored.Width == width && stored.Height == height ? ReadAll(stored, frame) : ReadReduced(stored, width, height, frame);
        return isFinal ? pixels : new DecodedPixels(Finish(pixels.Image, profile, header.ExifOrientation));

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

    private static DecodedPixels ReadAll(Image stored, NetworkFrame? frame)
    {
        var image = RgbImage.Uninitialized(stored.Width, stored.Height);
        var input = frame is null ? null : ImageResizer.StartToNetwork(image, frame);
        using var follower = new RowFollower(input is null ? null : input.Follow);
        ReadRows(stored, follower, (row, _) => image.Pixels.AsSpan(row * stored.Width * RgbImage.Bands));
        return new DecodedPixels(image, input?.Image);
    }

    /// <summary>Has a few rows of the larger image in memory at a time.</summary>
    private static DecodedPixels ReadReduced(Image stored, int width, int height, NetworkFrame? frame)
    {
        var down = new ResamplingAxis(stored.Height, height, 0, height);
        var length = stored.Width * RgbImage.Bands;
        var rented = ArrayPool<byte>.Shared.Rent((down.Taps * length) + Math.Max(BytesOfWindow, length));
        try
        {
            var window = new RowWindow(rented, length);
            var reduction = new Reduction(window, new ResamplingAxis(stored.Width, width, 0, width), down);
            var input = frame is null ? null : ImageResizer.StartToNetwork(reduction.Image, frame);
            using var follower = new RowFollower(rows =>
            {
                reduction.Follow(rows);
                input?.Follow(reduction.Rows);
            });
            ReadRows(stored, follower, (row, end) =>
            {
                if (!window.HasRoomUpTo(end))
                {
                    follower.CatchUp(row);
                    window.MoveTo(reduction.FirstNeeded(row), row);
                }

                return window.From(row);
            });
            return new DecodedPixels(reduction.Image, input?.Image);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void ReadRows(Image stored, RowFollower follower, Room room)
    {
        var rowsAtOnce = Math.Max(1, BytesAtOnce / (stored.Width * RgbImage.Bands));
        using var region = Region.New(stored);
        for (var row = 0; row < stored.Height; row += rowsAtOnce)
        {
            var end = Math.Min(row + rowsAtOnce, stored.Height);
            VipsRows.CopyTo(region, row, stored.Width, end - row, room(row, end));
            follower.Advance(end);
        }

        follower.CatchUp(stored.Height);
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
