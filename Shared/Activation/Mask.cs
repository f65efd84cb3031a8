namespace CamFunctions.Shared.Activation;

/// <summary>The pixels of an up-sampled map whose values exceed a threshold, and where between pixels the threshold is.</summary>
/// <param name="values">[height, width].</param>
/// <param name="width">Number of columns.</param>
/// <param name="threshold">Values must exceed it.</param>
internal readonly ref struct Mask(ReadOnlySpan<float> values, int width, float threshold)
{
    /// <summary>
    /// Keeps the points around a pixel that hardly misses the threshold apart from each other, also when they are rounded.
    /// </summary>
    private const double MinimumShare = 1.0 / 8;

    private readonly ReadOnlySpan<float> values = values;

    public int Width => width;

    public int Height => values.Length / width;

    public float Threshold => threshold;

    public ReadOnlySpan<float> Row(int y) => values.Slice(y * width, width);

    public bool IsInput(int x, int y) => x >= 0 && x < width && y >= 0 && y < Height;

    public bool Contains(int x, int y) => IsInput(x, y) && values[(y * width) + x] > threshold;

    /// <summary>
    /// The share of the way from the centre of a kept pixel to that of a neighbour where the map falls below the threshold. The border of
    /// the input is half a pixel from the centres beside it.
    /// </summary>
    public double ShareKept(int x, int y, int neighbourX, int neighbourY)
    {
        if (!IsInput(neighbourX, neighbourY))
        {
            return 0.5;
        }

        var (inside, outside) = (values[(y * width) + x], values[(neighbourY * width) + neighbourX]);
        return Math.Clamp((inside - threshold) / (double)(inside - outside), MinimumShare, 1 - MinimumShare);
    }
}
