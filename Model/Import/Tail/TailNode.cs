using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>A node between the average over positions and the network's output.</summary>
/// <param name="Step">What kind of node it is.</param>
/// <param name="Node">The node.</param>
/// <param name="InputShape">The observed shape of its data input.</param>
/// <param name="OutputShape">The observed shape of its output.</param>
internal sealed record TailNode(ITailStep Step, GraphNode Node, TensorShape InputShape, TensorShape OutputShape)
{
    /// <summary>Which of the node's inputs carries what comes from the image.</summary>
    public int DataIndex => Node.DataIndex;

    /// <returns><see langword="null"/> for an input that is left out, or is not a constant.</returns>
    public Tensor? Constant(int index) => Node.Input(index)?.Constant;

    public Refusal Refuse(string reason) => Refusal.At(Node, reason);
}
