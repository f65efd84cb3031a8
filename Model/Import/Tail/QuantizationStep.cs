using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>
/// QuantizeLinear, x / scale + zero point, and DequantizeLinear, (x - zero point) * scale: a pair of them is the identity but
/// for rounding. The prepared network's classifier does without that rounding.
/// </summary>
internal sealed class QuantizationStep : ITailStep
{
    public bool Recognizes(NodeProto node) => node.OpType is "QuantizeLinear" or "DequantizeLinear";

    public AffineMap Follow(TailNode node, AffineMap map)
    {
        var scale = node.Constant(1);
        var zero = node.Optional(2) ?? new Tensor([], [0]);
        var axis = (int)node.Node.Whole("axis", 1);
        return node.Node.OpType == "QuantizeLinear"
            ? map.Scaled(row => 1 / Of(scale, row), row => Of(zero, row))
            : map.Scaled(row => Of(scale, row), row => -Of(zero, row) * Of(scale, row));

        // One number for all, or one for each index of an axis.
        double Of(Tensor tensor, int row) => tensor.Values.Length == 1
            ? tensor.Values[0]
            : tensor.Values[Coordinate(row, node.InputShape, axis < 0 ? axis + node.InputShape.Length : axis)];
    }

    private static long Coordinate(long position, long[] shape, int axis) =>
        position / shape.Skip(axis + 1).Aggregate(1L, (product, side) => product * side) % shape[axis];
}
