using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// Stores the weights of the classifier in signed bytes with a scale per class, a quarter of their size. The head goes on computing in
/// float32: logits and maps are made from the same numbers, those that the bytes stand for, so mean(M_c) + b_c = logit_c stays exact.
/// </summary>
internal static class EightBitClassifier
{
    /// <summary>No integers are multiplied with these weights, so that they can have all of a byte that is symmetric.</summary>
    private const int Limit = sbyte.MaxValue;

    public static void Store(OnnxGraph graph, GraphEdit edit, FloatConstants constants)
    {
        var gather = graph.Nodes.Single(node => node.Output.Name == CamHead.WeightsOfBest);
        var (stored, classes) = (gather.Input(0)!, gather.Input(1)!);
        var weights = constants.Read(stored);
        var bytes = EightBitWeights.Of(weights.Values, (int)weights.Shape.Sides[0], Limit);

        var builder = new GraphBuilder(edit.Patch);
        var name = edit.FreeName($"{stored.Name}_eight_bit");
        var values = builder.Constant($"{name}_values", bytes.Values, weights.Shape.Sides);
        var scales = builder.Constant($"{name}_scales", bytes.Scales, bytes.Scales.Length, 1);

        // ONNX Runtime computes these once, when it opens the model.
        edit.ReplaceUses(stored, Scale(builder, name, values, scales));

        // Of the best classes only, so that nobody needs all weights in float32 once the classifier has packed them.
        edit.Replace(gather);
        Scale(builder, gather.Output.Name, Best(builder, values, edit.Tap(classes)), Best(builder, scales, edit.Tap(classes)));
    }

    private static string Best(GraphBuilder builder, string rows, string classes) =>
        builder.Node("Gather", $"{rows}_of_best", [rows, classes], GraphBuilder.Attribute("axis", 0L));

    private static string Scale(GraphBuilder builder, string name, string bytes, string scales)
    {
        var to = GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Float);
        return builder.Node("Mul", name, [builder.Node("Cast", $"{bytes}_float", [bytes], to), scales]);
    }
}
