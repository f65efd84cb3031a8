using CamFunctions.Shared.Activation;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>
/// MaxBoxAccV2 (Choe et al. 2020, "Evaluating Weakly Supervised Object Localization Methods Right"): the share of boxes that are found
/// at each threshold. Maps are normalised as the product's threshold does: 0 stays 0, because negative values are evidence against the
/// class, and the maximum becomes 100 %.
/// </summary>
/// <param name="overlaps">For each box, its IoU with the box found at each threshold of 0 to 100 %.</param>
internal sealed class ThresholdSweep(IReadOnlyList<double[]> overlaps)
{
    private const int Steps = 100;

    private static readonly double[] RequiredOverlaps = [0.3, 0.5, 0.7];

    /// <summary>The mean, over the IoU required, of the share of boxes found at the best threshold for each.</summary>
    public double MaxBoxAccV2 => RequiredOverlaps.Average(required => Thresholds.Max(percent => Found(percent, required)));

    /// <summary>The percentage at which the mean of the shares is highest, if there is one threshold for all.</summary>
    public int BestPercent => Thresholds.MaxBy(BoxAcc);

    private static IEnumerable<int> Thresholds => Enumerable.Range(0, Steps + 1);

    /// <summary>The mean of the shares of boxes found at one threshold.</summary>
    public double BoxAcc(int percent) => RequiredOverlaps.Average(required => Found(percent, required));

    /// <summary>The share of boxes with at least this IoU at a threshold.</summary>
    public double Found(int percent, double required) => overlaps.Average(overlap => overlap[percent] >= required ? 1.0 : 0.0);

    public double MeanOverlap(int percent) => overlaps.Average(overlap => overlap[percent]);

    /// <summary>The IoU of a box with that of the largest component above each threshold.</summary>
    /// <param name="map">The map.</param>
    /// <param name="truth">In network pixels.</param>
    public static double[] Overlaps(UpsampledMap map, PixelBox truth) =>
    [
        .. Thresholds.Select(percent => map.Maximum > 0
            ? Boxes.IntersectionOverUnion(Largest(map, map.Maximum * percent / Steps), truth)
            : 0),
    ];

    private static PixelBox? Largest(UpsampledMap map, float threshold) =>
        Components.Find(map.Values, map.Width, threshold) is [var largest, ..] ? largest.Box : null;
}
