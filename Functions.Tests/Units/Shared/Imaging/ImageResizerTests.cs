using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Imaging;

public sealed class ImageResizerTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(5, 4, 3, 2)]
    [InlineData(97, 61, 33, 31)]
    [InlineData(131, 90, 131, 45)]
    [InlineData(200, 3, 32, 1)]
    // Large enough for several threads.
    [InlineData(1501, 1001, 1201, 801)]
    public void Every_pixel_is_the_same_as_by_a_plain_loop(int width, int height, int newWidth, int newHeight)
    {
        var image = Noise(width, height);
        var resized = ImageResizer.ToNetwork(image, Whole(image, newWidth, newHeight));
        Assert.Equal((newWidth, newHeight, newWidth * newHeight * 3), (resized.Width, resized.Height, resized.Pixels.Length));
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var (x, y, band) = (random.Next(newWidth), random.Next(newHeight), random.Next(3));
            var expected = Plain(image, newWidth, newHeight, x, y, band);
            Assert.InRange(resized.Pixels[(((y * newWidth) + x) * 3) + band], expected - 0.51, expected + 0.51);
        }
    }

    [Fact]
    public void A_photograph_is_resized_as_by_libvips()
    {
        var file = Photographs.Read("china");
        var image = ImageDecoder.Decode(file, ImageHeaderReader.Read(file, new(1 << 26, 50_000_000)), maximumSide: 1600);
        using var view = ImageResizer.View(image);
        using var expected = view.Resize(384.0 / image.Width, vscale: 256.0 / image.Height);
        var resized = ImageResizer.ToNetwork(image, Whole(image, 384, 256));
        var difference = expected.WriteToMemory<byte>().Zip(resized.Pixels).Average(pair => Math.Abs(pair.First - pair.Second));
        // libvips rounds positions to 1/64 pixel and weights to few bits.
        Assert.InRange(difference, 0, 0.25);
    }

    [Fact]
    public void A_window_is_the_same_part_of_the_whole()
    {
        var image = Noise(301, 207);
        var whole = ImageResizer.ToNetwork(image, Whole(image, 150, 99));
        var window = ImageResizer.ToNetwork(image, new NetworkFrame(301, 207, 150, 99, Left: 17, Top: 9, Width: 64, Height: 33));
        for (var y = 0; y < 33; y++)
        {
            Assert.Equal(whole.Pixels.AsSpan((((y + 9) * 150) + 17) * 3, 64 * 3), window.Pixels.AsSpan(y * 64 * 3, 64 * 3));
        }
    }

    [Fact]
    public void Edges_between_black_and_white_stay_within_black_and_white()
    {
        var image = new RgbImage(128, 64, [.. Enumerable.Range(0, 128 * 64 * 3).Select(at => (byte)(at / 3 % 128 / 16 % 2 * 255))]);
        var resized = ImageResizer.ToNetwork(image, Whole(image, 96, 48));
        // The middles of stripes are 12 pixels apart. Without clamping, the overshoot beside an edge would wrap around.
        for (var stripe = 0; stripe < 8; stripe++)
        {
            Assert.Equal(stripe % 2 * 255, resized.Pixels[((12 * stripe) + 4) * 3], 12.0);
            Assert.Equal(stripe % 2 * 255, resized.Pixels[((12 * stripe) + 1) * 3], 40.0);
        }
    }

    private static NetworkFrame Whole(RgbImage image, int width, int height) =>
        new(image.Width, image.Height, width, height, 0, 0, width, height);

    private static RgbImage Noise(int width, int height)
    {
        var image = new RgbImage(width, height, new byte[width * height * 3]);
        new Random(width).NextBytes(image.Pixels);
        return image;
    }

    /// <summary>A simple reference implementation: one sum over both directions, in double precision.</summary>
    private static double Plain(RgbImage image, int newWidth, int newHeight, int x, int y, int band)
    {
        var across = Weights(image.Width, newWidth, x);
        var down = Weights(image.Height, newHeight, y);
        var sum = down.Sum(row => row.Weight * across.Sum(column =>
            column.Weight * image.Pixels[(((row.At * image.Width) + column.At) * 3) + band]));
        return Math.Clamp(sum, 0, 255);
    }

    private static (int At, double Weight)[] Weights(int source, int target, int position)
    {
        var scale = (double)source / target;
        var centre = ((position + 0.5) * scale) - 0.5;
        var reach = (int)Math.Ceiling(3 * scale) + 1;
        var taps = Enumerable.Range((int)centre - reach, (2 * reach) + 2)
            .Select(at => (At: Math.Clamp(at, 0, source - 1), Weight: Lanczos((at - centre) / scale)))
            .ToArray();
        return [.. taps.Select(tap => (tap.At, tap.Weight / taps.Sum(other => other.Weight)))];
    }

    private static double Lanczos(double x) => Math.Abs(x) >= 3 ? 0 : Sinc(x) * Sinc(x / 3);

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
