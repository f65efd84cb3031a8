using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Gemm: alpha * A' * B' + beta * C, where A' and B' may be transposed and either may be the row, or column, of values.</summary>
internal sealed class GemmStep : ITailStep
{
    public bool Recognizes(NodeProto node) => node.OpType == "Gemm";

    public AffineMap Follow(TailNode node, AffineMap map)
    {
        var (alpha, beta) = (node.Node.Number("alpha", 1), node.Node.Number("beta", 1));
        var isRow = node.Data == 0;
        var isTransposed = node.Node.Whole(isRow ? "transB" : "transA", 0) != 0;
        var matrix = node.Constant(isRow ? 1 : 0);
        // Weights as [outputs, values] are stored so by B transposed, and by A as it is.
        var hasRowForOutput = isRow == isTransposed;
        var (rows, columns) = hasRowForOutput ? (matrix.Shape[0], matrix.Shape[1]) : (matrix.Shape[1], matrix.Shape[0]);
        if (columns != map.Rows || rows != node.OutputCount)
        {
            throw node.NoMap("it multiplies something other than one vector of values");
        }

        var product = map.Multiplied((int)rows, (row, column) => alpha * matrix.Values[hasRowForOutput ? (row * columns) + column : (column * rows) + row]);
        return node.Optional(2) is { } summand ? product.Scaled(_ => 1, row => beta * summand.At(row, node.OutputShape)) : product;
    }
}
