using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Quantization;

/// <summary>A convolution or matrix product with its weights, output channels first.</summary>
/// <param name="Name">The node's output.</param>
/// <param name="Shape">[channels, inputs per channel, ...].</param>
/// <param name="Weights">Row-major.</param>
/// <param name="Biases">[channels]; zeros where the node has none.</param>
internal sealed record WeightedLayer(string Name, long[] Shape, float[] Weights, float[] Biases)
{
    public int Channels => (int)Shape[0];

    public static WeightedLayer Read(GraphNode node, FloatConstants constants)
    {
        var weights = constants.Read(node.Input(1)!);
        var isTransposed = node.Operator == "Gemm" && node.GetInteger("transB", 0) == 0;
        var (shape, values) = isTransposed
            ? ([weights.Shape.Sides[1], weights.Shape.Sides[0]], Transpose(weights))
            : (weights.Shape.Sides, weights.Values);
        var biases = node.Input(2) is { } bias ? constants.Read(bias).Values : [];
        return new WeightedLayer(node.Output.Name, shape, values, Broadcast(biases, (int)shape[0]));
    }

    /// <summary>The node as it reads weights with output channels first.</summary>
    public static NodeProto WithChannelsFirst(NodeProto node)
    {
        var clone = node.Clone();
        if (node.OpType == "Gemm")
        {
            clone.Attribute.Clear();
            clone.Attribute.Add(GraphBuilder.Attribute("transB", 1L));
        }

        return clone;
    }

    private static float[] Transpose(Tensor matrix)
    {
        var (rows, columns) = ((int)matrix.Shape.Sides[0], (int)matrix.Shape.Sides[1]);
        var transposed = new float[matrix.Values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = matrix.Values[(row * columns) + column];
            }
        }

        return transposed;
    }

    /// <summary>A Gemm may have one bias for all channels.</summary>
    private static float[] Broadcast(float[] biases, int channels) =>
        biases.Length == channels ? biases : [.. Enumerable.Repeat(biases.Length == 0 ? 0 : biases[0], channels)];
}
