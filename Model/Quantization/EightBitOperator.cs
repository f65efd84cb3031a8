using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Quantization;

/// <summary>The operators that ONNX Runtime has kernels for which compute in eight bits.</summary>
internal static class EightBitOperator
{
    private static readonly HashSet<string> Combining = ["Add", "Mul", "Concat"];

    private static readonly HashSet<string> Averaging = ["AveragePool", "GlobalAveragePool"];

    /// <summary>Their outputs are some of their inputs' values, so they have the same scale.</summary>
    private static readonly HashSet<string> Rearranging =
        ["MaxPool", "Reshape", "Transpose", "Flatten", "Squeeze", "Unsqueeze", "Split", "Slice"];

    /// <summary>Whether a node multiplies the image's data with constant weights.</summary>
    public static bool HasWeights(GraphNode node) =>
        (node.Operator == "Conv" || IsPlainGemm(node)) && node.DataIndex == 0 && !node.CombinesImageData;

    /// <summary>Whether a node combines several tensors that depend on the image.</summary>
    public static bool Combines(GraphNode node) =>
        Combining.Contains(node.Operator) && node.InputCount > 1 && node.Reads.All(value => value.Dependence == ImageDependence.Pixels);

    public static bool Averages(GraphNode node) => Averaging.Contains(node.Operator);

    public static bool Rearranges(GraphNode node) => Rearranging.Contains(node.Operator) && node.DataIndex == 0;

    /// <summary>
    /// Whether an activation costs nothing after another node: storing its result in bytes clips in the same way.
    /// </summary>
    public static bool IsClipping(GraphNode node) =>
        node.Operator == "Relu" || (node.Operator == "Clip" && node.Reads.Count(value => value.DependsOnImage) == 1);

    private static bool IsPlainGemm(GraphNode node) =>
        node.Operator == "Gemm"
        && node.GetInteger("transA", 0) == 0
        && node.GetFloat("alpha", 1) == 1
        && node.GetFloat("beta", 1) == 1;
}
