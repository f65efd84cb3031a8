using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>MatMul of a row of values with a constant matrix, or of a constant matrix with a column of values.</summary>
internal sealed class MatMulStep : ITailStep
{
    public bool Recognizes(NodeProto node) => node.OpType == "MatMul";

    public AffineMap Follow(TailNode node, AffineMap map)
    {
        var isRow = node.Data == 0;
        var matrix = node.Constant(isRow ? 1 : 0);
        var contracted = isRow || node.InputShape.Length == 1 ? node.InputShape[^1] : node.InputShape[^2];
        if (matrix.Shape.Length < 2 || matrix.Shape[..^2].Any(side => side != 1) || contracted != map.Rows)
        {
            throw node.NoMap("it multiplies something other than one vector of values with one matrix");
        }

        var (rows, columns) = isRow ? (matrix.Shape[^1], matrix.Shape[^2]) : (matrix.Shape[^2], matrix.Shape[^1]);
        return map.Multiplied((int)rows, (row, column) => matrix.Values[isRow ? (column * rows) + row : (row * columns) + column]);
    }
}
