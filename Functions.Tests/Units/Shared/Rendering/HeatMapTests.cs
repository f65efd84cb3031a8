using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Tests.Shared.Rendering;

public sealed class HeatMapTests
{
    private static readonly RgbImage Black = new(64, 32, new byte[64 * 32 * 3]);
    private static readonly NetworkFrame Same = new(64, 32, 64, 32, 0, 0, 64, 32);

    [Fact]
    public void The_lowest_and_highest_values_are_blended_with_the_first_and_last_colours()
    {
        var blended = Blend(Black, new ActivationMap(1, 2, [-3, 5]), Same, ColorMap.Viridis);
        Assert.Equal([0x22, 0x01, 0x2A], blended.Pixels[..3]);
        Assert.Equal([0x7F, 0x74, 0x13], blended.Pixels[(63 * 3)..(64 * 3)]);
    }

    [Fact]
    public void Photograph_and_map_are_blended_half_and_half()
    {
        var white = new RgbImage(64, 32, Enumerable.Repeat((byte)255, 64 * 32 * 3).ToArray());
        var blended = Blend(white, new ActivationMap(1, 2, [-3, 5]), Same, ColorMap.Viridis);
        Assert.Equal([0xA2, 0x80, 0xAA], blended.Pixels[..3]);
    }

    [Fact]
    public void A_constant_map_is_drawn_in_the_lowest_colour()
    {
        var blended = Blend(Black, new ActivationMap(1, 2, [4, 4]), Same, ColorMap.Viridis);
        Assert.All(blended.Pixels.Chunk(3), pixel => Assert.Equal([0x22, 0x01, 0x2A], pixel));
    }

    [Fact]
    public void Parts_that_the_network_did_not_see_are_unchanged()
    {
        // The network saw the middle half.
        var crop = new NetworkFrame(64, 32, 64, 32, 16, 0, 32, 32);
        var blended = Blend(Black, new ActivationMap(1, 1, [1]), crop, ColorMap.Viridis);
        var touched = Enumerable.Range(0, 64).Where(x => blended.Pixels[x * 3] != 0).ToArray();
        Assert.Equal((16, 47), (touched.Min(), touched.Max()));
    }

    [Fact]
    public void A_smaller_overlay_shows_the_map_at_the_same_places()
    {
        var half = new RgbImage(32, 16, new byte[32 * 16 * 3]);
        var map = new ActivationMap(1, 2, [0, 1]);
        var (full, small) = (Blend(Black, map, Same, ColorMap.Turbo), Blend(half, map, Same, ColorMap.Turbo));
        for (var x = 1; x < 31; x++)
        {
            // A pixel of the small overlay covers two of the full one.
            var (left, right) = (full.Pixels[6 * x], full.Pixels[(6 * x) + 3]);
            Assert.InRange(small.Pixels[x * 3], Math.Min(left, right), Math.Max(left, right));
        }
    }

    [Fact]
    public void The_map_is_drawn_where_its_cells_are()
    {
        // Cells of 16 pixels whose evidence is 8 pixels to the left of their middle.
        var middle = new ActivationMap(1, 4, [0, 0, 1, 0]);
        var even = Blend(Black, middle, Same, ColorMap.Viridis);
        var moved = Blend(Black, middle with { Grid = new CellGrid(16, 32, 0, 16) }, Same, ColorMap.Viridis);
        Assert.Equal(even.Pixels[(8 * 3)..(64 * 3)], moved.Pixels[..(56 * 3)]);
        Assert.NotEqual(even.Pixels[..(64 * 3)], moved.Pixels[..(64 * 3)]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 17)]
    [InlineData(33, 9)]
    [InlineData(101, 67)]
    // Large enough for several threads.
    [InlineData(1601, 1201)]
    public void Every_pixel_is_blended_as_by_a_plain_loop(int width, int height)
    {
        var random = new Random(width);
        var photograph = new RgbImage(width, height, new byte[width * height * 3]);
        random.NextBytes(photograph.Pixels);
        var map = new ActivationMap(7, 9, Enumerable.Range(0, 63).Select(_ => random.NextSingle()).ToArray());
        var frame = new NetworkFrame(width, height, width, height, width / 7, height / 5, width - (width / 3), height - (height / 4));
        var blended = Blend(photograph, map, frame, ColorMap.Jet);
        for (var round = 0; round < 5000; round++)
        {
            var (x, y) = (random.Next(width), random.Next(height));
            var at = ((y * width) + x) * 3;
            var pixel = Plain(photograph.Pixels.AsSpan(at, 3).ToArray(), map, frame, x + 0.5, y + 0.5);
            for (var band = 0; band < 3; band++)
            {
                // Where a value is rounded differently, its colour is the neighbour in the table.
                Assert.InRange(blended.Pixels[at + band], pixel[band] - 3, pixel[band] + 3);
            }
        }
    }

    private static RgbImage Blend(RgbImage photograph, ActivationMap map, NetworkFrame frame, ColorMap colorMap)
    {
        var copy = photograph with { Pixels = [.. photograph.Pixels] };
        HeatMap.BlendInto(copy, map, frame, colorMap);
        return copy;
    }

    /// <summary>A simple reference implementation, in double precision.</summary>
    private static byte[] Plain(byte[] pixel, ActivationMap map, NetworkFrame frame, double x, double y)
    {
        var (networkX, networkY) = (frame.ToNetworkX(x), frame.ToNetworkY(y));
        if (networkX < 0 || networkX >= frame.Width || networkY < 0 || networkY >= frame.Height)
        {
            return pixel;
        }

        var column = Math.Clamp((networkX * map.Columns / frame.Width) - 0.5, 0, map.Columns - 1);
        var row = Math.Clamp((networkY * map.Rows / frame.Height) - 0.5, 0, map.Rows - 1);
        var (left, top) = ((int)column, (int)row);
        var (right, bottom) = (Math.Min(left + 1, map.Columns - 1), Math.Min(top + 1, map.Rows - 1));
        var (across, down) = (column - left, row - top);
        var value = ((1 - down) * (((1 - across) * map[top, left]) + (across * map[top, right])))
            + (down * (((1 - across) * map[bottom, left]) + (across * map[bottom, right])));
        var index = (int)Math.Round(255 * (value - map.Minimum) / (map.Maximum - map.Minimum));
        return [.. pixel.Select((level, band) => (byte)((level + ColorMaps.Table(ColorMap.Jet)[(index * 3) + band] + 1) / 2))];
    }
}
