using CamFunctions.Model.Cam;
using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Import;

/// <summary>Puts preprocessing before a foreign network and the CAM head behind it, and takes out what is not needed any more.</summary>
internal static class CamAttachment
{
    private static readonly string[] ContractNames =
    [
        CamContract.Image, CamContract.TopK, CamContract.Classes, CamContract.Probabilities, CamContract.Logits, CamContract.Biases, CamContract.Maps,
    ];

    /// <param name="model">The network; becomes the prepared model.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="sides">The sides it takes.</param>
    /// <param name="end">Where its class activation map is.</param>
    /// <param name="featureType">The type of its feature maps.</param>
    /// <param name="preprocessing"><see langword="null"/> to leave the input as it is.</param>
    public static void Attach(ModelProto model, NetworkInput input, InputSides sides, NetworkEnd end, TensorElementType featureType, Preprocessing? preprocessing)
    {
        var graph = model.Graph;
        var names = FreeNames(graph);
        GraphNames.RenameNodes(graph, names);
        if (preprocessing is not null)
        {
            AddPreprocessing(graph, names, input, sides, preprocessing);
        }
        else
        {
            GraphNames.Rename(graph, names);
            KeepInput(graph, names.GetValueOrDefault(input.Name, input.Name));
        }

        CamHead.AddTo(graph, AddClassifier(new GraphBuilder(graph), end, names.GetValueOrDefault(end.Average.FeatureMaps, end.Average.FeatureMaps), featureType));
        DeadNodes.Remove(graph);
    }

    /// <summary>New names for values and nodes of the network that are called as something of ours will be.</summary>
    private static Dictionary<string, string> FreeNames(GraphProto graph)
    {
        var taken = GraphNames.All(graph).ToHashSet(StringComparer.Ordinal);
        return taken.Where(IsOurs).ToDictionary(name => name, Free, StringComparer.Ordinal);

        static bool IsOurs(string name) =>
            ContractNames.Contains(name, StringComparer.Ordinal)
            || name.StartsWith(CamHead.Prefix, StringComparison.Ordinal)
            || name.StartsWith(Preprocessing.Prefix, StringComparison.Ordinal);

        string Free(string name)
        {
            var free = $"network_{name}";
            while (taken.Contains(free))
            {
                free = $"network_{free}";
            }

            return free;
        }
    }

    private static void AddPreprocessing(GraphProto graph, Dictionary<string, string> names, NetworkInput input, InputSides sides, Preprocessing preprocessing)
    {
        var before = new GraphProto();
        var builder = new GraphBuilder(before);
        var value = preprocessing.AddTo(builder, CamContract.Image, input.Layout);
        names[input.Name] = input.Type == TensorProto.Types.DataType.Float
            ? value
            : builder.Node("Cast", "pre_typed", [value], GraphBuilder.Attribute("to", (long)input.Type));
        GraphNames.Rename(graph, names);

        // Nodes are sorted: what makes the network's input comes first.
        var network = graph.Node.ToArray();
        graph.Node.Clear();
        graph.Node.Add(before.Node);
        graph.Node.Add(network);
        graph.Initializer.Add(before.Initializer);
        graph.Input.Clear();
        object[] shape = sides.AreFixed ? [sides.Height, sides.Width, 3] : ["height", "width", 3];
        graph.Input.Add(Values.Declare(CamContract.Image, TensorProto.Types.DataType.Uint8, shape));
    }

    private static void KeepInput(GraphProto graph, string name)
    {
        var input = graph.Input.Single(input => input.Name == name);
        graph.Input.Clear();
        graph.Input.Add(input);
    }

    /// <summary>The feature maps as float32 with the channels first, and the classifier's numbers.</summary>
    private static Classifier AddClassifier(GraphBuilder graph, NetworkEnd end, string featureMaps, TensorElementType featureType)
    {
        var features = featureType == TensorElementType.Float
            ? featureMaps
            : graph.Node("Cast", "cam_features_float", [featureMaps], GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Float));
        if (end.Average.ChannelAxis != 1)
        {
            long[] order = end.Average.ChannelAxis == 2 ? [0, 2, 1, 3] : [0, 3, 1, 2];
            features = graph.Node("Transpose", "cam_features", [features], GraphBuilder.Attribute("perm", order));
        }

        return new Classifier(
            features,
            end.Average.Channels,
            graph.Constant("cam_classifier_weights", end.Classifier.ToMatrix(), end.Classes, end.Average.Channels),
            graph.Constant("cam_classifier_biases", end.Classifier.Offset, end.Classes));
    }
}
