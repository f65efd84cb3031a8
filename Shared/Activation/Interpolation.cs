namespace CamFunctions.Shared.Activation;

/// <summary>
/// One axis of bilinear interpolation between cell centres: position p lies between cells <see cref="Before"/>[p] and
/// <see cref="After"/>[p], <see cref="Weight"/>[p] of the way to the latter.
/// </summary>
internal sealed class Interpolation
{
    /// <param name="cells">Number of cells along the axis.</param>
    /// <param name="length">Number of positions along the axis.</param>
    /// <param name="toCells">
    /// Converts a position's centre to cells, where cell i is centred at i. Values are constant beyond the outermost centres.
    /// </param>
    public Interpolation(int cells, int length, Func<double, double> toCells)
    {
        Before = new int[length];
        After = new int[length];
        Weight = new float[length];
        for (var position = 0; position < length; position++)
        {
            var cell = Math.Clamp(toCells(position + 0.5), 0, cells - 1);
            Before[position] = (int)cell;
            After[position] = Math.Min(Before[position] + 1, cells - 1);
            Weight[position] = (float)(cell - Before[position]);
        }

        Runs = [.. FindRuns()];
    }

    public int[] Before { get; }

    public int[] After { get; }

    public float[] Weight { get; }

    /// <summary>Successive positions [start, end) between the same two cells.</summary>
    public (int Start, int End)[] Runs { get; }

    public int Length => Before.Length;

    private IEnumerable<(int Start, int End)> FindRuns()
    {
        var start = 0;
        for (var position = 1; position <= Length; position++)
        {
            if (position == Length || Before[position] != Before[start])
            {
                yield return (start, position);
                start = position;
            }
        }
    }
}
