using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>A node between the average over positions and the network's output.</summary>
/// <param name="Node">The node.</param>
/// <param name="Data">Which of its inputs carries what comes from the image.</param>
/// <param name="InputShape">The shape of that input, as it was when the network ran on one image.</param>
/// <param name="OutputShape">The shape of its output.</param>
/// <param name="Graph">The graph around it.</param>
/// <param name="Constants">The values of its other inputs.</param>
internal sealed record TailNode(NodeProto Node, int Data, long[] InputShape, long[] OutputShape, NetworkGraph Graph, ConstantFolding Constants)
{
    public string Title => Node.Title();

    /// <summary>How many values come in.</summary>
    public long InputCount => InputShape.Aggregate(1L, (product, side) => product * side);

    /// <summary>How many values go out.</summary>
    public long OutputCount => OutputShape.Aggregate(1L, (product, side) => product * side);

    /// <summary>An input that does not change with the image.</summary>
    /// <exception cref="ModelException">It does.</exception>
    public Tensor Constant(int index) => Graph.IsDependent(Node.Input[index])
        ? throw NoMap($"it combines two values that both depend on the image, which no linear map does (a normalisation or a gate)")
        : Constants[Node.Input[index]];

    /// <summary>An input that may be left out.</summary>
    public Tensor? Optional(int index) => index < Node.Input.Count && Node.Input[index].Length > 0 ? Constant(index) : null;

    public ModelException NoMap(string reason) => NoActivationMap.Because(Title, reason);
}
