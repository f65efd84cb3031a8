namespace CamFunctions.Shared.Imaging;

/// <summary>Reduces RGB pixels while they come in. Not thread-safe.</summary>
/// <param name="source">[height, width, 3], of which the first rows are there.</param>
/// <param name="width">Columns of the source.</param>
/// <param name="across">The resampling of columns.</param>
/// <param name="down">The resampling of rows.</param>
internal sealed class Reduction(ReadOnlyMemory<byte> source, int width, ResamplingAxis across, ResamplingAxis down)
{
    private readonly Resampler resampler = new(width, across, down);

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

        resampler.ReduceRows(source.Span, Image.Pixels, first, Rows);
    }
}
