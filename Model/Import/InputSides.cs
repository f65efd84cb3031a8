using CamFunctions.Model.Import.Pooling;

namespace CamFunctions.Model.Import;

/// <summary>The sides a network takes, and its stride, both as observed.</summary>
/// <param name="Height">Of the image that was tried first, in pixels; the only height where <paramref name="AreFixed"/>.</param>
/// <param name="Width">Of the image that was tried first, in pixels; the only width where <paramref name="AreFixed"/>.</param>
/// <param name="AreFixed">Whether the network takes no other sides.</param>
/// <param name="Stride">Input pixels per cell of the feature maps.</param>
internal sealed record InputSides(int Height, int Width, bool AreFixed, int Stride)
{
    /// <summary>The height of an image whose cells are all whole, in pixels.</summary>
    public int ProofHeight => AreFixed ? Height : WholeCells(Height);

    /// <summary>The width of such an image; where sides are open, not the height.</summary>
    public int ProofWidth => AreFixed ? Width : WholeCells(Width) + Stride;

    /// <param name="average">The feature maps that are averaged.</param>
    /// <param name="trials">The runs that they were seen in.</param>
    /// <exception cref="ModelException">Cells are not of the same size along both sides.</exception>
    public static InputSides Measure(SpatialAverage average, Trials trials)
    {
        var first = trials.First;
        var (rows, columns) = average.Grid(average.Shape);
        if (average.NeedsThisGrid || trials.Larger is not { } larger || larger.Of(average.FeatureMaps) is not { } maps)
        {
            return new InputSides(first.Height, first.Width, AreFixed: true, Rounded((double)first.Height / rows));
        }

        // By differences: a network without padding loses some pixels at the border, whatever the size.
        var (moreRows, moreColumns) = (average.Grid(maps.Shape).Rows - rows, average.Grid(maps.Shape).Columns - columns);
        if (moreRows <= 0 || moreColumns <= 0)
        {
            throw new ModelException(
                $"The network's feature maps {average.FeatureMaps.Name} do not grow with the image. Give the image's side with --side.");
        }

        var down = Rounded((double)(larger.Height - first.Height) / moreRows);
        var across = Rounded((double)(larger.Width - first.Width) / moreColumns);
        return down == across
            ? new InputSides(first.Height, first.Width, AreFixed: false, down)
            : throw new ModelException(
                $"The network's cells are {down} pixels high and {across} wide; networks with square cells are supported.");
    }

    private int WholeCells(int side) => (side + Stride - 1) / Stride * Stride;

    private static int Rounded(double stride) => Math.Max(1, (int)Math.Round(stride));
}
