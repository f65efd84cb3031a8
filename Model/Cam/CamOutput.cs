namespace CamFunctions.Model.Cam;

/// <summary>The results of a prepared model for one image, by class.</summary>
/// <param name="Ranking">The classes, best first, as the model puts them out.</param>
/// <param name="Logits">[classes].</param>
/// <param name="Probabilities">[classes].</param>
/// <param name="Biases">[classes].</param>
/// <param name="Maps">[classes][rows * columns], row-major.</param>
/// <param name="Rows">Of each map.</param>
/// <param name="Columns">Of each map.</param>
/// <param name="AveragedEvery">The cells whose row and column are multiples of it are averaged for the logits.</param>
public sealed record CamOutput(
    long[] Ranking,
    float[] Logits,
    float[] Probabilities,
    float[] Biases,
    float[][] Maps,
    int Rows,
    int Columns,
    int AveragedEvery)
{
    /// <summary>Largest minus smallest logit.</summary>
    public double Range => Logits.Max() - Logits.Min();

    /// <summary>The largest difference between mean(M_c) + b_c and logit_c; not a number if one is not.</summary>
    public double InvariantDifference =>
        Maps.Select((map, index) => Math.Abs(AveragedCells(map).Average(value => (double)value) + Biases[index] - Logits[index]))
            .Aggregate(0.0, Math.Max);

    /// <summary>Those cells of a map that are averaged for the logit, row-major.</summary>
    public float[] AveragedCells(float[] map) =>
        [.. map.Where((_, cell) => cell / Columns % AveragedEvery == 0 && cell % Columns % AveragedEvery == 0)];
}
