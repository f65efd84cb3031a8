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
        var blended = HeatMap.Blend(Black, new ActivationMap(1, 2, [-3, 5]), Same, ColorMap.Viridis);
        Assert.Equal([0x22, 0x01, 0x2A], blended.Pixels[..3]);
        Assert.Equal([0x7F, 0x74, 0x13], blended.Pixels[(63 * 3)..(64 * 3)]);
    }

    [Fact]
    public void Photograph_and_map_are_blended_half_and_half()
    {
        var white = new RgbImage(64, 32, Enumerable.Repeat((byte)255, 64 * 32 * 3).ToArray());
        var blended = HeatMap.Blend(white, new ActivationMap(1, 2, [-3, 5]), Same, ColorMap.Viridis);
        Assert.Equal([0xA2, 0x80, 0xAA], blended.Pixels[..3]);
    }

    [Fact]
    public void A_constant_map_is_drawn_in_the_lowest_colour()
    {
        var blended = HeatMap.Blend(Black, new ActivationMap(1, 2, [4, 4]), Same, ColorMap.Viridis);
        Assert.All(blended.Pixels.Chunk(3), pixel => Assert.Equal([0x22, 0x01, 0x2A], pixel));
    }

    [Fact]
    public void Parts_that_the_network_did_not_see_are_unchanged()
    {
        // The network saw the middle half.
        var crop = new NetworkFrame(64, 32, 64, 32, 16, 0, 32, 32);
        var blended = HeatMap.Blend(Black, new ActivationMap(1, 1, [1]), crop, ColorMap.Viridis);
        var touched = Enumerable.Range(0, 64).Where(x => blended.Pixels[x * 3] != 0).ToArray();
        Assert.Equal((16, 47), (touched.Min(), touched.Max()));
    }

    [Fact]
    public void The_photograph_itself_is_not_changed()
    {
        HeatMap.Blend(Black, new ActivationMap(1, 2, [0, 1]), Same, ColorMap.Jet);
        Assert.All(Black.Pixels, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_smaller_overlay_shows_the_map_at_the_same_places()
    {
        var half = new RgbImage(32, 16, new byte[32 * 16 * 3]);
        var map = new ActivationMap(1, 2, [0, 1]);
        var (full, small) = (HeatMap.Blend(Black, map, Same, ColorMap.Turbo), HeatMap.Blend(half, map, Same, ColorMap.Turbo));
        for (var x = 1; x < 31; x++)
        {
            // A pixel of the small overlay covers two of the full one.
            var (left, right) = (full.Pixels[6 * x], full.Pixels[(6 * x) + 3]);
            Assert.InRange(small.Pixels[x * 3], Math.Min(left, right), Math.Max(left, right));
        }
    }
}
