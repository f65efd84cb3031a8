using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>
/// QuantizeLinear, x / scale + zero point, and DequantizeLinear, (x - zero point) * scale: a pair of them is the identity but
/// for rounding. The prepared network's classifier does without that rounding.
/// </summary>
internal sealed class QuantizationStep : ITailStep
{
    private static readonly Tensor Zero = new(new TensorShape(), [0]);

    public static bool IsOne(GraphNode node) => node.Operator is "QuantizeLinear" or "DequantizeLinear";

    public bool Recognizes(GraphNode node) => IsOne(node);

    public Match<AffineMap> Follow(TailNode node, AffineMap map)
    {
        if (node.DataIndex != 0 || node.Constant(1) is not { } scale)
        {
            return node.Refuse("its scale depends on the image");
        }

        var zero = node.Constant(2) ?? Zero;
        var axis = (int)node.Node.GetInteger("axis", 1);
        return node.Node.Operator == "QuantizeLinear"
            ? map.Scaled(row => 1 / Of(scale, row), row => Of(zero, row))
            : map.Scaled(row => Of(scale, row), row => -Of(zero, row) * Of(scale, row));

        // One number for all, or one for each index of an axis.
        double Of(Tensor tensor, int row) => tensor.Values.Length == 1
            ? tensor.Values[0]
            : tensor.Values[Coordinate(row, node.InputShape.Sides, axis < 0 ? axis + node.InputShape.Rank : axis)];
    }

    private static long Coordinate(long position, long[] sides, int axis) =>
        position / TensorShape.Product(sides[(axis + 1)..]) % sides[axis];
}
