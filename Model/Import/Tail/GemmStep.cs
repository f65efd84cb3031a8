using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Gemm: alpha * A' * B' + beta * C, where A' and B' may be transposed and either may be the row, or column, of values.</summary>
internal sealed class GemmStep : ITailStep
{
    private const string NotOneVector = "it multiplies something other than one vector of values";

    public bool Recognizes(GraphNode node) => node.Operator == "Gemm";

    public Match<AffineMap> Follow(TailNode node, AffineMap map)
    {
        var isRow = node.DataIndex == 0;
        if (node.DataIndex > 1 || node.Constant(isRow ? 1 : 0) is not { Shape.Sides: [var first, var second] } matrix)
        {
            return node.Refuse(NotOneVector);
        }

        // Weights as [outputs, values] are stored so by B transposed, and by A as it is.
        var isTransposed = node.Node.GetInteger(isRow ? "transB" : "transA", 0) != 0;
        var hasRowForOutput = isRow == isTransposed;
        var (rows, columns) = hasRowForOutput ? (first, second) : (second, first);
        if (columns != map.Rows || rows != node.OutputShape.Count)
        {
            return node.Refuse(NotOneVector);
        }

        var (alpha, beta) = (node.Node.GetFloat("alpha", 1), node.Node.GetFloat("beta", 1));
        var product = map.Multiplied(
            (int)rows, (row, column) => alpha * matrix.Values[hasRowForOutput ? (row * columns) + column : (column * rows) + row]);
        return node.Constant(2) is { } summand ? product.Scaled(_ => 1, row => beta * summand.At(row, node.OutputShape)) : product;
    }
}
