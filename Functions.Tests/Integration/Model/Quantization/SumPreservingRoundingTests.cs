using CamFunctions.Model.Quantization;

namespace CamFunctions.Tests.Model.Quantization;

public sealed class SumPreservingRoundingTests
{
    private const int Limit = 63;

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(576)]
    [InlineData(4608)]
    public void The_sum_changes_by_at_most_half_a_step_and_no_weight_by_a_whole_one(int count)
    {
        var random = new Random(count);
        // All slightly above a step's middle, so that rounding each to the nearest would add up.
        var weights = Enumerable.Range(0, count).Select(_ => random.Next(-40, 40) + 0.4f + (0.2f * random.NextSingle())).ToArray();
        var steps = Round(weights, scale: 1);
        Assert.InRange(weights.Sum(weight => (double)weight) - steps.Sum(step => step), -0.5001, 0.5001);
        Assert.All(weights.Zip(steps), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
    }

    [Fact]
    public void No_weight_exceeds_the_limit()
    {
        var steps = Round([1, 1, 0.9961f, 0.9961f, 0.9961f, -1], scale: 1f / Limit);
        Assert.All(steps, step => Assert.InRange(step, -Limit, Limit));
    }

    [Fact]
    public void Weights_that_are_whole_steps_stay_as_they_are() =>
        Assert.Equal([3, -2, 0, 63], Round([0.75f, -0.5f, 0, 15.75f], scale: 0.25f));

    private static int[] Round(float[] weights, float scale)
    {
        var steps = new sbyte[weights.Length];
        SumPreservingRounding.Round(weights, scale, Limit, steps);
        return Array.ConvertAll(steps, step => (int)step);
    }
}
