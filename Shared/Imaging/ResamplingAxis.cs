namespace CamFunctions.Shared.Imaging;

/// <summary>
/// The weights that reduce one axis: output position p is the sum of <see cref="Taps"/> source positions from
/// <see cref="First"/>[p] on, weighted with <see cref="Weights"/>[p * Taps ...], which add up to 1.
/// </summary>
internal sealed class ResamplingAxis
{
    private const int Lobes = 3;

    /// <param name="source">Length of the axis in source pixels.</param>
    /// <param name="target">Length of the whole axis after reduction, at most <paramref name="source"/>.</param>
    /// <param name="start">The first position to compute.</param>
    /// <param name="count">How many positions to compute.</param>
    public ResamplingAxis(int source, int target, int start, int count)
    {
        // A filter as wide as the pixels of the output keeps fine patterns from aliasing.
        var scale = (double)source / target;
        var radius = scale * Lobes;
        Span<double> filter = new double[(int)Math.Ceiling(2 * radius) + 1];
        Source = source;
        Taps = Math.Min(filter.Length, source);
        First = new int[count];
        Weights = new float[count * Taps];
        for (var position = 0; position < count; position++)
        {
            var centre = ((start + position + 0.5) * scale) - 0.5;
            var from = (int)Math.Ceiling(centre - radius);
            var sum = Sample(filter, (from - centre) / scale, 1 / scale);
            First[position] = Math.Clamp(from, 0, source - Taps);
            var weights = Weights.AsSpan(position * Taps, Taps);
            for (var tap = 0; tap < filter.Length; tap++)
            {
                // Beyond the border, the outermost pixel is repeated.
                weights[Math.Clamp(from + tap, 0, source - 1) - First[position]] += (float)(filter[tap] / sum);
            }
        }
    }

    /// <summary>Length in source pixels.</summary>
    public int Source { get; }

    public int Taps { get; }

    public int[] First { get; }

    /// <summary>[positions, taps].</summary>
    public float[] Weights { get; }

    /// <summary>
    /// Samples sinc(x) sinc(x / 3) (Duchon 1979) at <paramref name="first"/> and the following positions. The sines of x / 3 follow
    /// from each other by rotation, and those of x from sin(3 a) = 3 sin(a) - 4 sin(a)^3: a sine for each would take longer than
    /// resizing a photograph.
    /// </summary>
    /// <returns>The sum of the samples.</returns>
    private static double Sample(Span<double> samples, double first, double step)
    {
        var (sine, cosine) = Math.SinCos(Math.PI * first / Lobes);
        var (sineOfStep, cosineOfStep) = Math.SinCos(Math.PI * step / Lobes);
        var sum = 0.0;
        for (var index = 0; index < samples.Length; index++)
        {
            var x = first + (index * step);
            var angle = Math.PI * x / Lobes;
            sum += samples[index] = Math.Abs(x) switch
            {
                >= Lobes => 0,
                < 1e-6 => 1,
                _ => ((3 * sine) - (4 * sine * sine * sine)) * sine / (Lobes * angle * angle),
            };
            (sine, cosine) = ((sine * cosineOfStep) + (cosine * sineOfStep), (cosine * cosineOfStep) - (sine * sineOfStep));
        }

        return sum;
    }
}
