using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Nodes that leave the numbers as they are and in their order: Flatten, Reshape, Squeeze, Unsqueeze, Transpose, Identity, Dropout, Cast.</summary>
internal sealed class ShapeOnlyStep : ITailStep
{
    private static readonly string[] Operators = ["Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Identity", "Dropout", "Cast"];

    private static readonly TensorProto.Types.DataType[] FractionalTypes =
    [
        TensorProto.Types.DataType.Float,
        TensorProto.Types.DataType.Float16,
        TensorProto.Types.DataType.Double,
        TensorProto.Types.DataType.Bfloat16,
    ];

    public bool Recognizes(NodeProto node) => Operators.Contains(node.OpType, StringComparer.Ordinal);

    public AffineMap Follow(TailNode node, AffineMap map)
    {
        if (node.Node.OpType == "Transpose" && Reorders(node))
        {
            throw node.NoMap("it changes the order of the feature maps' means, which is not supported");
        }

        if (node.Node.OpType == "Cast" && !FractionalTypes.Contains((TensorProto.Types.DataType)node.Node.Whole("to", 0)))
        {
            throw node.NoMap("it rounds to whole numbers");
        }

        return map;
    }

    /// <summary>Dimensions of size 1 may go anywhere; the order of the others is the order of the values.</summary>
    private static bool Reorders(TailNode node)
    {
        var order = node.Node.Wholes("perm") ?? [.. Enumerable.Range(0, node.InputShape.Length).Reverse().Select(axis => (long)axis)];
        var moved = order.Where(axis => node.InputShape[axis] > 1).ToArray();
        return !moved.SequenceEqual(moved.Order());
    }
}
