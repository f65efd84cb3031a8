using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>
/// Nodes that leave the numbers as they are and in their order: Flatten, Reshape, Squeeze, Unsqueeze, Transpose, Identity, Dropout,
/// Cast.
/// </summary>
internal sealed class ShapeOnlyStep : ITailStep
{
    private static readonly TensorProto.Types.DataType[] FractionalTypes =
    [
        TensorProto.Types.DataType.Float,
        TensorProto.Types.DataType.Float16,
        TensorProto.Types.DataType.Double,
        TensorProto.Types.DataType.Bfloat16,
    ];

    public static bool IsOne(GraphNode node) =>
        node.Operator is "Flatten" or "Reshape" or "Squeeze" or "Unsqueeze" or "Transpose" or "Identity" or "Dropout" or "Cast";

    public bool Recognizes(GraphNode node) => IsOne(node);

    public Match<AffineMap> Follow(TailNode node, AffineMap map) => node.Node.Operator switch
    {
        "Transpose" when Reorders(node) => node.Refuse("it changes the order of the feature maps' means, which is not supported"),
        "Cast" when !FractionalTypes.Contains((TensorProto.Types.DataType)node.Node.GetInteger("to", 0)) =>
            node.Refuse("it rounds to whole numbers"),
        _ => map,
    };

    /// <summary>Dimensions of size 1 may go anywhere; the order of the others is the order of the values.</summary>
    private static bool Reorders(TailNode node)
    {
        var order = node.Node.GetIntegers("perm") ?? [.. Enumerable.Range(0, node.InputShape.Rank).Reverse().Select(axis => (long)axis)];
        var moved = order.Where(axis => node.InputShape.Sides[axis] > 1).ToArray();
        return !moved.SequenceEqual(moved.Order());
    }
}
