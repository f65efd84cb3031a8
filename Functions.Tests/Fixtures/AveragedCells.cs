using CamFunctions.Shared.Activation;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The cells that a network's logits are averages of.</summary>
internal static class AveragedCells
{
    public static float[] Of(IReadOnlyList<float> values, int rows, int columns, int every) =>
    [
        .. from row in Enumerable.Range(0, rows)
           from column in Enumerable.Range(0, columns)
           where row % every == 0 && column % every == 0
           select values[(row * columns) + column],
    ];

    public static float Mean(ActivationMap map, FeatureGrid grid) => Of(map.Values, map.Rows, map.Columns, grid.AveragedEvery).Average();
}
