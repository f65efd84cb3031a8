using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// Writes a plan into a graph, in QDQ form: each value that is stored in eight bits goes through a QuantizeLinear and a DequantizeLinear,
/// and weights come out of a DequantizeLinear. ONNX Runtime fuses these with the nodes between them into integer kernels.
/// </summary>
internal sealed class QdqRewrite(OnnxGraph graph, IReadOnlyDictionary<GraphValue, EightBitScale> scales, FloatConstants constants)
{
    private readonly GraphEdit edit = new(graph);
    private readonly Dictionary<GraphValue, StoredValue> stored = [];
    private string? matrixZeroPoint;

    /// <param name="weighted">The nodes whose weights are stored in eight bits.</param>
    public void Apply(IEnumerable<GraphNode> weighted)
    {
        var builder = new GraphBuilder(edit.Patch);
        foreach (var (value, scale) in scales)
        {
            stored[value] = Store(builder, value, scale);
        }

        foreach (var node in weighted)
        {
            edit.Replace(node, WithEightBitWeights(builder, node));
        }

        EightBitClassifier.Store(graph, edit, constants);
        edit.Apply();
    }

    private StoredValue Store(GraphBuilder builder, GraphValue value, EightBitScale scale)
    {
        var scaleName = builder.Scalar(edit.FreeName($"{value.Name}_scale"), scale.Scale);
        var zeroPoint = builder.Scalar(edit.FreeName($"{value.Name}_zero_point"), scale.ZeroPoint);
        var bytes = builder.Node(
            "QuantizeLinear", edit.FreeName($"{value.Name}_bytes"), [edit.Tap(value), scaleName, zeroPoint]);
        var name = builder.Node("DequantizeLinear", edit.FreeName($"{value.Name}_stored"), [bytes, scaleName, zeroPoint]);
        edit.ReplaceUses(value, name);
        LetShapesRead(bytes, value);
        return new StoredValue(name, bytes, scaleName, zeroPoint);
    }

    /// <summary>Otherwise all numbers would be converted to know how many there are.</summary>
    private void LetShapesRead(string bytes, GraphValue value)
    {
        foreach (var node in value.Consumers.Where(node => node.Operator == "Shape"))
        {
            var reader = node.Proto.Clone();
            reader.Input[0] = bytes;
            edit.Replace(node, reader);
        }
    }

    private NodeProto WithEightBitWeights(GraphBuilder builder, GraphNode node)
    {
        var layer = WeightedLayer.Read(node, constants);
        var data = node.Input(0)!;
        var activations = scales[data].Scale;
        var weights = EightBitWeights.Of(layer.Weights, layer.Biases, activations);
        var name = edit.FreeName($"{layer.Name}_eight_bit");
        var axis = GraphBuilder.Attribute("axis", 0L);
        var scaleName = builder.Constant($"{name}_scales", weights.Scales, layer.Channels);
        var blocks = PixelBlocks.Of(node, layer);
        var (bytes, shape) = blocks?.Rearrange(weights.Values, layer.Shape) ?? (weights.Values, layer.Shape);
        var values = builder.Constant($"{name}_values", bytes, shape);
        var biasScales = Array.ConvertAll(weights.Scales, scale => scale * activations);
        var biasScaleName = builder.Constant($"{name}_bias_scales", biasScales, layer.Channels);
        var biasValues = builder.Constant($"{name}_bias_values", weights.Biases(layer.Biases, activations), layer.Channels);

        var rewritten = WeightedLayer.WithChannelsFirst(node.Proto);
        rewritten = blocks?.Rewrite(rewritten) ?? rewritten;
        rewritten.Input.Clear();
        rewritten.Input.Add(
        [
            blocks is not null ? InBlocks(builder, name, stored[data])
                : MatrixProduct.Suits(node, layer, scales[data]) ? ForMatrixProduct(builder, name, stored[data])
                : stored[data].Name,
            builder.Node("DequantizeLinear", $"{name}_weights", [values, scaleName], axis),
            builder.Node("DequantizeLinear", $"{name}_bias", [biasValues, biasScaleName], axis),
        ]);
        return rewritten;
    }

    /// <returns>The value in blocks of pixels, as float32 again.</returns>
    private static string InBlocks(GraphBuilder builder, string name, StoredValue value)
    {
        var side = GraphBuilder.Attribute("blocksize", (long)PixelBlocks.Side);
        var bytes = builder.Node("SpaceToDepth", $"{name}_blocks", [value.Bytes], side);
        return builder.Node("DequantizeLinear", $"{name}_blocks_stored", [bytes, value.Scale, value.ZeroPoint]);
    }

    /// <returns>The value as float32 again, with the zero point that is an input in the graph for AMX.</returns>
    private string ForMatrixProduct(GraphBuilder builder, string name, StoredValue value)
    {
        matrixZeroPoint ??= builder.Scalar(edit.FreeName(CamContract.MatrixZeroPoint), (byte)0);
        return builder.Node("DequantizeLinear", $"{name}_read", [value.Bytes, value.Scale, matrixZeroPoint]);
    }

    /// <summary>Names of a value in eight bits.</summary>
    /// <param name="Name">As float32 again.</param>
    /// <param name="Bytes">The bytes.</param>
    /// <param name="Scale">Their scale.</param>
    /// <param name="ZeroPoint">The byte that stands for 0.</param>
    private sealed record StoredValue(string Name, string Bytes, string Scale, string ZeroPoint);
}
