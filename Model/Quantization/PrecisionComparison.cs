using CamFunctions.Model.Cam;

namespace CamFunctions.Model.Quantization;

/// <summary>How far a quantised model agrees with the float32 model that it was made from.</summary>
/// <param name="Images">How many images both ran on.</param>
/// <param name="SameClass">On how many of them both have the same best class.</param>
/// <param name="Correlations">Of both maps of the float32 model's best class, over the cells; one per image, in rising order.</param>
/// <param name="InvariantDifference">
/// The largest difference between mean(M_c) + b_c and logit_c of the quantised model, in shares of the logits' range.
/// </param>
/// <param name="FloatMilliseconds">The median time of a run of the float32 model, in turns with the other.</param>
/// <param name="QuantizedMilliseconds">The same of the quantised model.</param>
public sealed record PrecisionComparison(
    int Images,
    int SameClass,
    IReadOnlyList<double> Correlations,
    double InvariantDifference,
    double FloatMilliseconds,
    double QuantizedMilliseconds)
{
    public double MeanCorrelation => Correlations.Average();

    /// <summary>Nineteen images in twenty are above it.</summary>
    public double LowCorrelation => Correlations[Correlations.Count / 20];

    /// <param name="floatModel">The float32 model's file.</param>
    /// <param name="quantized">The quantised model's file.</param>
    /// <param name="images">At least one.</param>
    public static PrecisionComparison Of(string floatModel, string quantized, IReadOnlyList<NetworkImage> images)
    {
        using var floatSession = new TimedSession(floatModel);
        using var quantizedSession = new TimedSession(quantized);
        var pairs = images.Select(image => (Float: floatSession.Run(image), Quantized: quantizedSession.Run(image))).ToArray();
        return new PrecisionComparison(
            pairs.Length,
            pairs.Count(pair => pair.Float.Ranking[0] == pair.Quantized.Ranking[0]),
            [.. pairs.Select(pair => MapCorrelation(pair.Float, pair.Quantized)).Order()],
            pairs.Max(pair => pair.Quantized.InvariantDifference / Math.Max(pair.Quantized.Range, 1)),
            floatSession.MedianMilliseconds,
            quantizedSession.MedianMilliseconds);
    }

    private static double MapCorrelation(CamOutput reference, CamOutput other) =>
        Pearson.Correlation(reference.Maps[reference.Ranking[0]], other.Maps[reference.Ranking[0]]);
}
