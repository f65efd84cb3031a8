using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// ONNX Runtime has two ways to add up the whole numbers of a convolution. The usual one reads the values under a window where they are.
/// The other one copies them into a matrix and multiplies that with the weights, keeps the sums in 32 bits and rounds them afterwards: more
/// work, but it can use AMX. It is taken if the zero point of what is read is no constant (<see cref="CamContract.MatrixZeroPoint"/>).
/// </summary>
internal static class MatrixProduct
{
    /// <summary>
    /// For windows of fewer values or for fewer channels, measured in the ResNet-50, copying and rounding take longer than AMX saves.
    /// </summary>
    private const int SmallestWindow = 256;
    private const int FewestChannels = 128;

    /// <summary>Whether a layer is computed faster in this way if the processor has AMX.</summary>
    /// <param name="node">What computes it.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">How what it reads is stored. After a Relu the zero point is 0, so that one constant serves all.</param>
    public static bool Suits(GraphNode node, WeightedLayer layer, EightBitScale input) =>
        node.Operator == "Conv"
        && node.GetInteger("group", 1) == 1
        && layer.Channels >= FewestChannels
        && layer.Weights.Length / layer.Channels >= SmallestWindow
        && input.ZeroPoint == 0;
}
