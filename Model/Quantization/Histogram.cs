using System.Numerics.Tensors;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// How often values of an activation tensor occur, in bins of equal width. The width doubles when a value lies beyond the last bin, so
/// one pass over the data is enough.
/// </summary>
internal sealed class Histogram
{
    /// <summary>On each side of zero.</summary>
    private const int Bins = 4096;

    private const double FirstWidth = 1.0 / (1 << 20);

    private readonly long[] counts = new long[2 * Bins];

    public double Width { get; private set; } = FirstWidth;

    public double Minimum { get; private set; }

    public double Maximum { get; private set; }

    public long Count { get; private set; }

    /// <summary>The bins that are not empty, in rising order: the value in their middle, and how often it occurs.</summary>
    public IEnumerable<(double Value, long Count)> Values()
    {
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] > 0)
            {
                yield return ((bin - Bins + 0.5) * Width, counts[bin]);
            }
        }
    }

    public void Add(ReadOnlySpan<float> values)
    {
        Minimum = Math.Min(Minimum, TensorPrimitives.Min(values));
        Maximum = Math.Max(Maximum, TensorPrimitives.Max(values));
        while (Math.Max(Maximum, -Minimum) >= Bins * Width)
        {
            DoubleWidth();
        }

        var perBin = (float)(1 / Width);
        foreach (var value in values)
        {
            // Cutting off the fraction of a positive number rounds it down.
            counts[Math.Min((int)((value * perBin) + Bins), counts.Length - 1)]++;
        }

        Count += values.Length;
    }

    private void DoubleWidth()
    {
        for (var bin = 0; bin < Bins / 2; bin++)
        {
            counts[Bins + bin] = counts[Bins + (2 * bin)] + counts[Bins + (2 * bin) + 1];
            counts[Bins - 1 - bin] = counts[Bins - 1 - (2 * bin)] + counts[Bins - 2 - (2 * bin)];
        }

        counts.AsSpan(0, Bins / 2).Clear();
        counts.AsSpan(Bins + (Bins / 2)).Clear();
        Width *= 2;
    }
}
