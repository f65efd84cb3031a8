using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Activation;

/// <summary>
/// A class activation map M_c(x, y) = sum_k w[c, k] f_k(x, y) (Zhou et al. 2016, equation 2), or a linear combination of such maps, on
/// the grid of the last feature maps.
/// </summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Values">[rows, columns], in logits.</param>
/// <param name="Grid">Where the cells are in the network's input; <see langword="null"/> if they fill it evenly.</param>
public sealed record ActivationMap(int Rows, int Columns, float[] Values, CellGrid? Grid = null)
{
    public float this[int row, int column] => Values[(row * Columns) + column];

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    public float Minimum => Values.Min();

    public float Maximum => Values.Max();

    /// <summary>Where the cells are in an input of a given size.</summary>
    public CellGrid GridIn(int width, int height) => Grid ?? CellGrid.Even(Rows, Columns, width, height);

    /// <summary>Where the cells are in the network's input.</summary>
    public CellGrid GridIn(NetworkFrame frame) => GridIn(frame.Width, frame.Height);
}
