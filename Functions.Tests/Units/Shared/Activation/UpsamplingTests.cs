using CamFunctions.Shared.Activation;

namespace CamFunctions.Tests.Shared.Activation;

public sealed class UpsamplingTests
{
    [Fact]
    public void Values_are_linear_between_cell_centres_and_constant_beyond_them()
    {
        // Cells of 4 pixels have their centres between pixels 1 and 2, and between 5 and 6.
        var values = ToNetwork(new ActivationMap(1, 2, [0, 8]), width: 8, height: 1);
        Assert.Equal([0, 0, 1, 3, 5, 7, 8, 8], values);
    }

    [Fact]
    public void Rows_are_interpolated_like_columns()
    {
        var values = ToNetwork(new ActivationMap(2, 1, [0, 8]), width: 1, height: 8);
        Assert.Equal([0, 0, 1, 3, 5, 7, 8, 8], values);
    }

    [Fact]
    public void Between_four_centres_all_four_contribute()
    {
        var values = ToNetwork(new ActivationMap(2, 2, [0, 4, 8, 12]), width: 6, height: 6);
        // Pixel (2, 2) lies a third of the way from the first centre to the others: 0 + 4/3 + 8/3.
        Assert.Equal(4f, values[(2 * 6) + 2], 1e-5f);
    }

    [Fact]
    public void A_single_cell_fills_everything() =>
        Assert.All(ToNetwork(new ActivationMap(1, 1, [5]), width: 32, height: 32), value => Assert.Equal(5, value));

    private static float[] ToNetwork(ActivationMap map, int width, int height)
    {
        var values = new float[width * height];
        Upsampling.ToNetwork(map, width, height, values);
        return values;
    }
}
