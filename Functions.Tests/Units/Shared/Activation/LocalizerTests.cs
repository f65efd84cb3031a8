using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Tests.Shared.Activation;

public sealed class LocalizerTests
{
    /// <summary>A photograph of twice the network's input size: 2 x 3 cells of 32 network pixels.</summary>
    private static readonly NetworkFrame TwiceTheSize = new(192, 128, 96, 64, 0, 0, 96, 64);

    [Fact]
    public void The_region_is_what_exceeds_a_fifth_of_the_maximum()
    {
        // In the upper 16 rows values fall from 1 at x = 48 to 0 at x = 16 and x = 80. They exceed 0.2 within 25.6 of the centre:
        // pixels 22 (its centre at 22.5) to 73. Below, they also fall with y: next to x = 48 they are (1 - 0.5 / 32) (1 - (y - 16) / 32),
        // which exceeds 0.2 up to y = 41.49, pixel 40 (40.5). Doubled for the image.
        var map = new ActivationMap(2, 3, [0, 1, 0, 0, 0, 0]);
        Assert.Equal([new PixelBox(44, 0, 104, 82)], Boxes(map, TwiceTheSize));
    }

    [Fact]
    public void Of_two_regions_the_larger_is_taken_even_if_the_other_is_brighter()
    {
        var frame = new NetworkFrame(224, 32, 224, 32, 0, 0, 224, 32);
        var map = new ActivationMap(1, 7, [10, -20, -20, 9, 9, 9, 9]);
        Assert.True(Boxes(map, frame)[0] is { X: > 32, Width: > 100 });
        Assert.Equal(new PixelPoint(16, 16), Localizer.Peak(map, frame));
    }

    [Fact]
    public void A_further_region_reaches_half_of_the_maximum()
    {
        // Three components, with maxima of 10, 6 and 4.
        var frame = new NetworkFrame(352, 32, 352, 32, 0, 0, 352, 32);
        var regions = Boxes(new ActivationMap(1, 11, [10, 10, 10, -20, -20, 6, -20, -20, 4, 4, -20]), frame);
        Assert.Equal(2, regions.Length);
        Assert.InRange(regions[0].X + regions[0].Width, 80, 112);
        Assert.InRange(regions[1].X + (regions[1].Width / 2), 174, 178);
    }

    [Fact]
    public void Region_and_peak_follow_the_measured_centre_of_the_cells()
    {
        // The same map, with its evidence 9 network pixels, 18 of the image, further up and to the left.
        var middle = new ActivationMap(3, 4, [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
        var shifted = middle with { Grid = new CellGrid(32, 32, 16 - 9, 16 - 9) };
        var frame = new NetworkFrame(256, 192, 128, 96, 0, 0, 128, 96);
        var (box, moved) = (Boxes(middle, frame)[0], Boxes(shifted, frame)[0]);
        Assert.Equal(box with { X = box.X - 18, Y = box.Y - 18 }, moved);
        var (peak, movedPeak) = (Localizer.Peak(middle, frame), Localizer.Peak(shifted, frame));
        Assert.Equal(new PixelPoint(peak.X - 18, peak.Y - 18), movedPeak);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    public void Without_evidence_for_the_class_there_is_no_region(float value) =>
        Assert.Empty(Boxes(new ActivationMap(2, 3, [value, value, value, value, value, value]), TwiceTheSize));

    [Fact]
    public void A_constant_positive_map_is_a_region_of_the_whole_image() =>
        Assert.Equal(
            [new PixelBox(0, 0, 192, 128)],
            Boxes(new ActivationMap(2, 3, [1, 1, 1, 1, 1, 1]), TwiceTheSize));

    [Fact]
    public void The_peak_is_under_the_centre_of_the_strongest_cell() =>
        Assert.Equal(new PixelPoint(160, 96), Localizer.Peak(new ActivationMap(2, 3, [0, 1, 0, 0, 0, 2]), TwiceTheSize));

    [Fact]
    public void A_crop_is_mapped_back_to_where_it_was_cut()
    {
        // The network sees the middle 64 x 64 pixels of an image of 128 x 64.
        var frame = new NetworkFrame(128, 64, 128, 64, 32, 0, 64, 64);
        Assert.Equal([new PixelBox(32, 0, 64, 64)], Boxes(new ActivationMap(2, 2, [1, 1, 1, 1]), frame));
        Assert.Equal(new PixelPoint(48, 16), Localizer.Peak(new ActivationMap(2, 2, [1, 0, 0, 0]), frame));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 4000)]
    public void Boxes_and_peaks_stay_inside_the_smallest_and_the_longest_images(int width, int height)
    {
        var frame = new NetworkFrame(width, height, 96, 64, 0, 0, 96, 64);
        var map = new ActivationMap(2, 3, [0, 0, 0, 0, 0, 1]);
        var box = Boxes(map, frame)[0];
        Assert.True(box.X >= 0 && box.Y >= 0 && box.Width >= 1 && box.Height >= 1, box.ToString());
        Assert.True(box.X + box.Width <= width && box.Y + box.Height <= height, box.ToString());
        var peak = Localizer.Peak(map, frame);
        Assert.True(peak.X < width && peak.Y < height, peak.ToString());
    }

    private static PixelBox[] Boxes(ActivationMap map, NetworkFrame frame) =>
        [.. Localizer.Regions(map, frame).Select(region => region.Box)];
}
