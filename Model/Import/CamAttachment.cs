using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Import;

/// <summary>Puts preprocessing before a foreign network and the CAM head behind it, and removes nodes that are no longer needed.</summary>
internal static class CamAttachment
{
    private static readonly string[] ContractNames = [.. CamContract.Inputs, .. CamContract.Outputs];

    /// <param name="network">The network; its graph is out of date afterwards.</param>
    /// <param name="sides">The sides it takes.</param>
    /// <param name="end">Where its class activation map is.</param>
    /// <param name="preprocessing"><see langword="null"/> to leave the input as it is.</param>
    /// <returns>The prepared model, its weights still in the network's file.</returns>
    public static ModelProto Attach(ForeignNetwork network, InputSides sides, NetworkEnd end, Preprocessing? preprocessing)
    {
        var edit = new GraphEdit(network.Graph);
        edit.Reserve(IsOurs);
        if (preprocessing is not null)
        {
            AddPreprocessing(edit, network, sides, preprocessing);
        }

        CamHead.AddTo(edit.Patch, AddClassifier(edit, end));
        return edit.Apply().Model;
    }

    private static bool IsOurs(string name) =>
        ContractNames.Contains(name, StringComparer.Ordinal)
        || name.StartsWith(CamHead.Prefix, StringComparison.Ordinal)
        || name.StartsWith(Preprocessing.Prefix, StringComparison.Ordinal);

    private static void AddPreprocessing(GraphEdit edit, ForeignNetwork network, InputSides sides, Preprocessing preprocessing)
    {
        object[] shape = sides.AreFixed ? [sides.Height, sides.Width, 3] : ["height", "width", 3];
        edit.Patch.Input.Add(Values.Declare(CamContract.Image, TensorProto.Types.DataType.Uint8, shape));
        var builder = new GraphBuilder(edit.Patch);
        var value = preprocessing.AddTo(builder, CamContract.Image, network.Input.Layout);
        var typed = network.Input.Type == TensorProto.Types.DataType.Float
            ? value
            : builder.Node("Cast", "pre_typed", [value], GraphBuilder.Attribute("to", (long)network.Input.Type));
        edit.ReplaceUses(network.Graph.Inputs[0], typed);
    }

    /// <summary>The feature maps as float32 with the channels first, and the classifier's numbers.</summary>
    private static Classifier AddClassifier(GraphEdit edit, NetworkEnd end)
    {
        var average = end.Average;
        var graph = new GraphBuilder(edit.Patch);
        var features = edit.Tap(average.FeatureMaps);
        if (average.FeatureMaps.ElementType != TensorElementType.Float)
        {
            var toFloat = GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Float);
            features = graph.Node("Cast", "cam_features_float", [features], toFloat);
        }

        if (average.ChannelAxis != 1)
        {
            long[] order = average.ChannelAxis == 2 ? [0, 2, 1, 3] : [0, 3, 1, 2];
            features = graph.Node("Transpose", "cam_features", [features], GraphBuilder.Attribute("perm", order));
        }

        return new Classifier(
            features,
            average.Channels,
            graph.Constant("cam_classifier_weights", end.Classifier.ToMatrix(), end.Classes, average.Channels),
            graph.Constant("cam_classifier_biases", end.Classifier.Offset, end.Classes));
    }
}
