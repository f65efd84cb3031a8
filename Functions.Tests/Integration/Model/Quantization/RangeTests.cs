using CamFunctions.Model.Quantization;

namespace CamFunctions.Tests.Model.Quantization;

public sealed class RangeTests
{
    [Fact]
    public void Values_are_counted_once_however_far_the_bins_had_to_grow()
    {
        var histogram = new Histogram();
        histogram.Add([0.001f, -0.002f, 0]);
        histogram.Add([5, -3]);
        histogram.Add([4096]);
        Assert.Equal((6, -3.0, 4096.0), (histogram.Count, histogram.Minimum, histogram.Maximum));
        Assert.Equal(6, histogram.Values().Sum(bin => bin.Count));
        // 0 and 0.001 share a bin of width 1.
        Assert.Equal([1, 1, 2, 1, 1], histogram.Values().Select(bin => bin.Count));
        Assert.All(
            histogram.Values().Zip([-3, -0.002, 0, 5, 4096]),
            pair => Assert.InRange(pair.First.Value - pair.Second, -histogram.Width, histogram.Width));
    }

    [Fact]
    public void One_value_in_a_million_does_not_widen_the_range_of_the_percentile()
    {
        var histogram = new Histogram();
        histogram.Add([.. Enumerable.Range(0, 3_000_000).Select(index => index / 3_000_000f), 100]);
        Assert.Equal(1, RangeChoice.Choose(histogram, RangeRule.Percentile).Maximum, histogram.Width);
        Assert.Equal(new ValueRange(0, 100), RangeChoice.Choose(histogram, RangeRule.MinimumMaximum));
        Assert.InRange(RangeChoice.Choose(histogram, RangeRule.SquaredError).Maximum, 1, 100);
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(-2, 5)]
    [InlineData(-7, -1)]
    [InlineData(0.5, 0.7)]
    [InlineData(0, 0)]
    public void Zero_is_stored_exactly_and_no_stored_value_lies_above_the_range(double minimum, double maximum)
    {
        var scale = EightBitScale.Of(new ValueRange(minimum, maximum));
        Assert.InRange(scale.ZeroPoint, 0, 255);
        var tolerance = scale.Scale + 1e-6;
        Assert.InRange((255 - scale.ZeroPoint) * scale.Scale, 0, Math.Max(maximum, 0) + tolerance);
        Assert.InRange(-scale.ZeroPoint * scale.Scale, Math.Min(minimum, 0) - tolerance, 0);
        // What ONNX Runtime asks before it takes out a Relu6.
        if (minimum == 0 && maximum > 0)
        {
            Assert.True(255 * scale.Scale <= (float)maximum);
        }
    }
}
