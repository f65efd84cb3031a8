using CamFunctions.Shared.Activation;

namespace CamFunctions.Tests.Shared.Activation;

public sealed class ContrastTests
{
    [Fact]
    public void The_rivals_are_the_three_best_other_classes_and_their_mean_is_taken_away_in_part()
    {
        ClassActivation[] classes = [Class(7, 4), Class(3, 10), Class(9, 1), Class(5, 2), Class(1, 100)];
        var contrast = Contrast.Of(classes, position: 1)!;
        Assert.Equal([7, 9, 5], contrast.Against);
        Assert.Equal(10f - (0.6f * (4 + 1 + 2) / 3), contrast.Map.Values[0], 1e-5f);
        Assert.Equal([7, 3, 9], Contrast.Of(classes, position: 4)!.Against);
    }

    [Fact]
    public void The_mean_is_the_same_combination_of_logits_less_biases()
    {
        var random = new Random(12);
        var classes = Enumerable.Range(0, 4).Select(index =>
        {
            var values = Enumerable.Range(0, 12).Select(_ => random.NextSingle() * 10).ToArray();
            var map = new ActivationMap(3, 4, values);
            return new ClassActivation(new ClassLabel(index, null, "a"), index + 1, 0, values.Average() + index, index, map);
        }).ToArray();
        var evidence = classes.Select(activation => activation.Logit - activation.Bias).ToArray();
        var expected = evidence[0] - (Contrast.Weight * evidence[1..].Average());
        Assert.Equal(expected, Contrast.Of(classes, position: 0)!.Map.Values.Average(), 1e-4f);
    }

    [Fact]
    public void A_network_of_two_classes_has_one_rival_and_of_one_class_none()
    {
        Assert.Equal([1], Contrast.Of([Class(0, 1), Class(1, 1)], position: 0)!.Against);
        Assert.Null(Contrast.Of([Class(0, 1)], position: 0));
    }

    [Fact]
    public void The_cells_stay_where_they_are()
    {
        var grid = new CellGrid(16, 16, 7, 7);
        var activation = Class(0, 1);
        activation = activation with { Map = activation.Map with { Grid = grid } };
        Assert.Equal(grid, Contrast.Of([activation, Class(1, 1)], position: 0)!.Map.Grid);
    }

    private static ClassActivation Class(int index, float value) =>
        new(new ClassLabel(index, null, "a"), 1, 0, value, 0, new ActivationMap(1, 1, [value]));
}
