using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>MatMul of a row of values with a constant matrix, or of a constant matrix with a column of values.</summary>
internal sealed class MatMulStep : ITailStep
{
    public bool Recognizes(GraphNode node) => node.Operator == "MatMul";

    public Match<AffineMap> Follow(TailNode node, AffineMap map)
    {
        var isRow = node.DataIndex == 0;
        var contracted = isRow || node.InputShape.Rank == 1 ? node.InputShape.Sides[^1] : node.InputShape.Sides[^2];
        if (node.Constant(isRow ? 1 : 0) is not { Shape.Sides: [.. var others, var first, var second] } matrix
            || others.Any(side => side != 1)
            || contracted != map.Rows)
        {
            return node.Refuse("it multiplies something other than one vector of values with one matrix");
        }

        var (rows, columns) = isRow ? (second, first) : (first, second);
        return map.Multiplied((int)rows, (row, column) => matrix.Values[isRow ? (column * rows) + row : (row * columns) + column]);
    }
}
