namespace CamFunctions.Benchmarks.Localization;

/// <summary>
/// How far from its true place a map is drawn, across. A network's map of a mirrored image is the mirrored map, except for what the
/// network's padding and strides displace: mirrored back, that part has the opposite sign.
/// </summary>
internal static class MirrorDisplacement
{
    /// <summary>In pixels: more than a displacement of half a cell of 64 pixels shows as.</summary>
    private const int Maximum = 80;

    /// <param name="map">The map of an image.</param>
    /// <param name="ofMirrored">The map of the mirrored image, mirrored back.</param>
    /// <returns>
    /// Half the shift at which both correlate best, in pixels, by a parabola through the best three: negative if the map's evidence is
    /// to the left of where the map shows it.
    /// </returns>
    public static double Of(UpsampledMap map, UpsampledMap ofMirrored)
    {
        var maximum = Math.Min(Maximum, map.Width / 4);
        var correlations = Enumerable.Range(-maximum, (2 * maximum) + 1).Select(shift => Correlation(map, ofMirrored, shift)).ToArray();
        var best = Math.Clamp(Array.IndexOf(correlations, correlations.Max()), 1, correlations.Length - 2);
        var (before, peak, after) = (correlations[best - 1], correlations[best], correlations[best + 1]);
        var curvature = before - (2 * peak) + after;
        var offset = curvature < 0 ? Math.Clamp(0.5 * (before - after) / curvature, -0.5, 0.5) : 0;
        return (best - maximum + offset) / 2;
    }

    /// <summary>Pearson's correlation of map(x) and other(x + shift), where both exist.</summary>
    private static double Correlation(UpsampledMap map, UpsampledMap other, int shift)
    {
        var (sum, otherSum, squares, otherSquares, products) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var length = map.Width - Math.Abs(shift);
        for (var y = 0; y < map.Height; y++)
        {
            var values = map.Values.AsSpan((y * map.Width) + Math.Max(0, -shift), length);
            var otherValues = other.Values.AsSpan((y * map.Width) + Math.Max(0, shift), length);
            for (var x = 0; x < length; x++)
            {
                double value = values[x];
                double otherValue = otherValues[x];
                sum += value;
                otherSum += otherValue;
                squares += value * value;
                otherSquares += otherValue * otherValue;
                products += value * otherValue;
            }
        }

        var count = (double)length * map.Height;
        var variances = (squares - (sum * sum / count)) * (otherSquares - (otherSum * otherSum / count));
        return variances > 0 ? (products - (sum * otherSum / count)) / Math.Sqrt(variances) : 0;
    }
}
