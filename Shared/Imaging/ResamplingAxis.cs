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
        Taps = Math.Min(filter.Length, source);
        First = new int[count];
        Weights = new float[count * Taps];
        for (var position = 0; position < count; position++)
        {
            var centre = ((start + position + 0.5) * scale) - 0.5;
            var from = (int)Math.Ceiling(centre - radius);
            var sum = 0.0;
            for (var tap = 0; tap < filter.Length; tap++)
            {
                sum += filter[tap] = Lanczos((from + tap - centre) / scale);
            }

            First[position] = Math.Clamp(from, 0, source - Taps);
            var weights = Weights.AsSpan(position * Taps, Taps);
            for (var tap = 0; tap < filter.Length; tap++)
            {
                // Beyond the border, the outermost pixel is repeated.
                weights[Math.Clamp(from + tap, 0, source - 1) - First[position]] += (float)(filter[tap] / sum);
            }
        }
    }

    public int Taps { get; }

    public int[] First { get; }

    /// <summary>[positions, taps].</summary>
    public float[] Weights { get; }

    /// <summary>sinc(x) sinc(x / 3) (Duchon 1979), with sin(3 a) = 3 sin(a) - 4 sin(a)^3 to need only one sine.</summary>
    private static double Lanczos(double x)
    {
        if (Math.Abs(x) >= Lobes)
        {
            return 0;
        }

        var angle = Math.PI * x / Lobes;
        var sine = Math.Sin(angle);
        return Math.Abs(angle) < 1e-9 ? 1 : ((3 * sine) - (4 * sine * sine * sine)) * sine / (Lobes * angle * angle);
    }
}
