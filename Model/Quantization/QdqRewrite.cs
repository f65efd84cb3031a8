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
    private readonly Dictionary<GraphValue, string> stored = [];

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

    private string Store(GraphBuilder builder, GraphValue value, EightBitScale scale)
    {
        var scaleName = builder.Scalar(edit.FreeName($"{value.Name}_scale"), scale.Scale);
        var zeroPoint = builder.Scalar(edit.FreeName($"{value.Name}_zero_point"), scale.ZeroPoint);
        var bytes = builder.Node(
            "QuantizeLinear", edit.FreeName($"{value.Name}_bytes"), [edit.Tap(value), scaleName, zeroPoint]);
        var name = builder.Node("DequantizeLinear", edit.FreeName($"{value.Name}_stored"), [bytes, scaleName, zeroPoint]);
        edit.ReplaceUses(value, name);
        return name;
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
        var values = builder.Constant($"{name}_values", weights.Values, layer.Shape);
        var biasScales = Array.ConvertAll(weights.Scales, scale => scale * activations);
        var biasScaleName = builder.Constant($"{name}_bias_scales", biasScales, layer.Channels);
        var biasValues = builder.Constant($"{name}_bias_values", weights.Biases(layer.Biases, activations), layer.Channels);

        var rewritten = WeightedLayer.WithChannelsFirst(node.Proto);
        rewritten.Input.Clear();
        rewritten.Input.Add(
        [
            stored[data],
            builder.Node("DequantizeLinear", $"{name}_weights", [values, scaleName], axis),
            builder.Node("DequantizeLinear", $"{name}_bias", [biasValues, biasScaleName], axis),
        ]);
        return rewritten;
    }
}
