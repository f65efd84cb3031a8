namespace CamFunctions.Model.Import.Tail;

/// <summary>
/// y = A x + c, from the means of the feature maps to the values at some node behind them. Starts as the identity and grows by
/// what each node does, until it is the classifier of the class activation map.
/// </summary>
internal sealed class AffineMap
{
    /// <summary>[rows, columns]; <see langword="null"/> while A is diagonal.</summary>
    private readonly float[]? matrix;

    /// <summary>[rows], A's diagonal while it is nothing else.</summary>
    private readonly float[] diagonal;

    private AffineMap(int columns, float[]? matrix, float[] diagonal, float[] offset)
    {
        Columns = columns;
        this.matrix = matrix;
        this.diagonal = diagonal;
        Offset = offset;
    }

    /// <summary>How many feature maps there are.</summary>
    public int Columns { get; }

    /// <summary>How many values there are now.</summary>
    public int Rows => Offset.Length;

    /// <summary>c, [rows].</summary>
    public float[] Offset { get; }

    public static AffineMap Identity(int size)
    {
        var ones = new float[size];
        Array.Fill(ones, 1);
        return new AffineMap(size, matrix: null, ones, new float[size]);
    }

    /// <summary>A, [rows, columns].</summary>
    public float[] ToMatrix()
    {
        if (matrix is not null)
        {
            return matrix;
        }

        var full = new float[Rows * Columns];
        for (var row = 0; row < Rows; row++)
        {
            full[(row * Columns) + row] = diagonal[row];
        }

        return full;
    }

    /// <summary>Each value times a factor, plus a summand.</summary>
    public AffineMap Scaled(Func<int, double> factor, Func<int, double> summand)
    {
        var scaled = matrix?.ToArray();
        var (newDiagonal, offset) = (new float[diagonal.Length], new float[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            var by = factor(row);
            offset[row] = (float)((Offset[row] * by) + summand(row));
            if (scaled is null)
            {
                newDiagonal[row] = (float)(diagonal[row] * by);
                continue;
            }

            foreach (ref var weight in scaled.AsSpan(row * Columns, Columns))
            {
                weight = (float)(weight * by);
            }
        }

        return new AffineMap(Columns, scaled, newDiagonal, offset);
    }

    /// <summary>The values times a matrix.</summary>
    /// <param name="rows">How many values there are then.</param>
    /// <param name="weight">The matrix's element at a row and a column, one column a value that there is now.</param>
    public AffineMap Multiplied(int rows, Func<int, int, double> weight)
    {
        var (product, offset) = (new float[rows * Columns], new float[rows]);
        var sums = new double[Columns];
        for (var row = 0; row < rows; row++)
        {
            Array.Clear(sums);
            var shift = 0.0;
            for (var inner = 0; inner < Rows; inner++)
            {
                var by = weight(row, inner);
                shift += by * Offset[inner];
                AddRow(sums, inner, by);
            }

            offset[row] = (float)shift;
            for (var column = 0; column < Columns; column++)
            {
                product[(row * Columns) + column] = (float)sums[column];
            }
        }

        return new AffineMap(Columns, product, [], offset);
    }

    private void AddRow(double[] sums, int row, double by)
    {
        if (matrix is null)
        {
            sums[row] += by * diagonal[row];
            return;
        }

        var weights = matrix.AsSpan(row * Columns, Columns);
        for (var column = 0; column < weights.Length; column++)
        {
            sums[column] += by * weights[column];
        }
    }
}
