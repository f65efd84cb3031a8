namespace CamFunctions.Shared.Activation;

/// <summary>
/// Where the cells of a map are in the network's input: cell (row, column) is centred at
/// (<paramref name="CentreX"/> + column * <paramref name="StrideX"/>, <paramref name="CentreY"/> + row * <paramref name="StrideY"/>).
/// All in network pixels.
/// </summary>
/// <param name="StrideX">From a cell to the next one, across.</param>
/// <param name="StrideY">From a cell to the next one, down.</param>
/// <param name="CentreX">The centre of the first column.</param>
/// <param name="CentreY">The centre of the first row.</param>
public sealed record CellGrid(double StrideX, double StrideY, double CentreX, double CentreY)
{
    /// <returns>The cells of a network's maps; <see langword="null"/> if the centre of the first one was not measured.</returns>
    public static CellGrid? Of(FeatureGrid grid) =>
        grid.Centre is { } centre ? new CellGrid(grid.Stride, grid.Stride, centre.X, centre.Y) : null;

    /// <summary>Cells that fill the input evenly: the rule for networks of which nothing better is known.</summary>
    public static CellGrid Even(int rows, int columns, int width, int height)
    {
        var (strideX, strideY) = ((double)width / columns, (double)height / rows);
        return new CellGrid(strideX, strideY, strideX / 2, strideY / 2);
    }

    /// <summary>The position across in cells: that of column i's centre is i.</summary>
    public double ToColumn(double networkX) => (networkX - CentreX) / StrideX;

    /// <summary>The position down in cells: that of row i's centre is i.</summary>
    public double ToRow(double networkY) => (networkY - CentreY) / StrideY;

    public double ColumnCentre(int column) => CentreX + (column * StrideX);

    public double RowCentre(int row) => CentreY + (row * StrideY);
}
