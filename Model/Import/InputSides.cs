using CamFunctions.Model.Import.Pooling;

namespace CamFunctions.Model.Import;

/// <summary>The sides a network takes, and how many of its input's pixels are a cell of its feature maps: both as tried out.</summary>
/// <param name="Height">Of the image that was tried first, in pixels; the only height where <paramref name="AreFixed"/>.</param>
/// <param name="Width">Of the image that was tried first, in pixels; the only width where <paramref name="AreFixed"/>.</param>
/// <param name="AreFixed">Whether the network takes no other sides.</param>
/// <param name="Stride">Pixels a cell.</param>
internal sealed record InputSides(int Height, int Width, bool AreFixed, int Stride)
{
    /// <param name="first">An image, and the feature maps that came of it.</param>
    /// <param name="second">A larger one; <see langword="null"/> where the network takes only the first.</param>
    /// <exception cref="ModelException">Cells are not of the same size along both sides.</exception>
    public static InputSides Measure((int Height, int Width, SpatialAverage Maps) first, (int Height, int Width, SpatialAverage Maps)? second)
    {
        if (second is not { } larger)
        {
            return new InputSides(first.Height, first.Width, AreFixed: true, Rounded((double)first.Height / first.Maps.Rows));
        }

        // By differences: a network without padding loses some pixels at the border, whatever the size.
        var (rows, columns) = (larger.Maps.Rows - first.Maps.Rows, larger.Maps.Columns - first.Maps.Columns);
        if (rows <= 0 || columns <= 0)
        {
            throw new ModelException($"The network's feature maps {first.Maps.FeatureMaps} do not grow with the image. Give the image's side with --side.");
        }

        var (down, across) = (Rounded((double)(larger.Height - first.Height) / rows), Rounded((double)(larger.Width - first.Width) / columns));
        return down == across
            ? new InputSides(first.Height, first.Width, AreFixed: false, down)
            : throw new ModelException($"The network's cells are {down} pixels high and {across} wide; networks with square cells are supported.");
    }

    private static int Rounded(double stride) => Math.Max(1, (int)Math.Round(stride));
}
