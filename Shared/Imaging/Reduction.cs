namespace CamFunctions.Shared.Imaging;

/// <summary>Reduces RGB pixels while they come in. Not thread-safe.</summary>
/// <param name="source">The rows that are there.</param>
/// <param name="across">The resampling of columns.</param>
/// <param name="down">The resampling of rows.</param>
internal sealed class Reduction(RowWindow source, ResamplingAxis across, ResamplingAxis down)
{
    private readonly Resampler resampler = new(across, down);

    public RgbImage Image { get; } = RgbImage.Uninitialized(across.First.Length, down.First.Length);

    /// <summary>How many rows of <see cref="Image"/> are there.</summary>
    public int Rows { get; private set; }

    /// <summary>Makes the rows that need no more than the first <paramref name="rows"/> rows of the source.</summary>
    public void Follow(int rows)
    {
        var first = Rows;
        while (Rows < Image.Height && down.First[Rows] + down.Taps <= rows)
        {
            Rows++;
        }

        resampler.ReduceRows(source, Image.Pixels, first, Rows);
    }

    /// <returns>The first of <paramref name="rows"/> rows of the source that is still needed, or their number if none of them is.</returns>
    public int FirstNeeded(int rows) => Rows < Image.Height ? Math.Min(down.First[Rows], rows) : rows;
}
