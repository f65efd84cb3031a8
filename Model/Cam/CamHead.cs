using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Cam;

/// <summary>
/// Class activation mapping (Zhou et al. 2016, section 2) as nodes of a graph. A classifier's logits are
/// logit_c = sum_k w[c, k] mean_xy f_k(x, y) + b_c. With the mean taken last, the same sum gives for the K best classes the maps
/// M_c(x, y) = sum_k w[c, k] f_k(x, y), so that mean_xy M_c + b_c = logit_c. Only the K rows of w that are asked for take part.
/// </summary>
public static class CamHead
{
    /// <summary>All values that the head adds are named by the contract or start with this.</summary>
    public const string Prefix = "cam_";

    /// <summary>The spatial means of the feature maps, which the logits are made from.</summary>
    public const string Means = "cam_means";

    /// <summary>The rows of w of the K best classes, float [K, channels].</summary>
    public const string WeightsOfBest = "cam_weights";

    /// <summary>Whether a value of a prepared model is one of the head's.</summary>
    public static bool Adds(string value) =>
        value.StartsWith(Prefix, StringComparison.Ordinal) || value == CamContract.TopK || CamContract.Outputs.Contains(value);

    /// <summary>The network's value that the head of a prepared model reads; <see langword="null"/> where there is no head.</summary>
    public static GraphValue? FeatureMaps(OnnxGraph graph) => graph.Outputs.SingleOrDefault(output => output.Name == CamContract.Maps)
        ?.Origins().FirstOrDefault(value => !Adds(value.Name));

    /// <summary>
    /// Adds the head, in operators that have not changed since opset 10, <see cref="CamContract.TopK"/> to the graph's inputs, and all
    /// outputs of the contract as its outputs.
    /// </summary>
    public static void AddTo(GraphProto graph, Classifier classifier)
    {
        var builder = new GraphBuilder(graph);
        var logits = AddLogits(builder, classifier);
        var probabilities = builder.Node("Softmax", "cam_softmax", [logits], GraphBuilder.Attribute("axis", 0L));
        builder.Node(
            "TopK",
            "cam_best",
            [logits, CamContract.TopK],
            [CamContract.Logits, CamContract.Classes],
            GraphBuilder.Attribute("axis", 0L));
        builder.Node("Gather", CamContract.Probabilities, [probabilities, CamContract.Classes], GraphBuilder.Attribute("axis", 0L));
        builder.Node("Gather", CamContract.Biases, [classifier.Biases, CamContract.Classes], GraphBuilder.Attribute("axis", 0L));
        AddMaps(builder, classifier);
        Declare(graph);
    }

    /// <summary>[classes].</summary>
    private static string AddLogits(GraphBuilder builder, Classifier classifier)
    {
        var means = builder.Node("GlobalAveragePool", Means, [classifier.FeatureMaps]);
        var vector = builder.Node("Reshape", "cam_vector", [means, builder.Constant("cam_vector_shape", 1, classifier.Channels)]);
        var row = builder.Node(
            "Gemm", "cam_classifier", [vector, classifier.Weights, classifier.Biases], GraphBuilder.Attribute("transB", 1L));
        return builder.Node("Reshape", "cam_logits", [row, builder.Constant("cam_all", -1L)]);
    }

    private static void AddMaps(GraphBuilder builder, Classifier classifier)
    {
        // [K, channels] times [channels, rows * columns].
        var rows = builder.Node("Gather", WeightsOfBest, [classifier.Weights, CamContract.Classes], GraphBuilder.Attribute("axis", 0L));
        var cellsShape = builder.Constant("cam_cells_shape", classifier.Channels, -1);
        var cells = builder.Node("Reshape", "cam_cells", [classifier.FeatureMaps, cellsShape]);
        var flat = builder.Node("MatMul", "cam_flat", [rows, cells]);

        // Back to [K, rows, columns], with the grid that the feature maps have.
        var shape = builder.Node("Shape", "cam_features_shape", [classifier.FeatureMaps]);
        var spatialAxes = builder.Constant("cam_spatial_axes", 2, 3);
        var grid = builder.Node("Gather", "cam_grid", [shape, spatialAxes], GraphBuilder.Attribute("axis", 0L));
        var mapsShape = builder.Node("Concat", "cam_maps_shape", [CamContract.TopK, grid], GraphBuilder.Attribute("axis", 0L));
        builder.Node("Reshape", CamContract.Maps, [flat, mapsShape]);
    }

    private static void Declare(GraphProto graph)
    {
        graph.Input.Add(Values.Declare(CamContract.TopK, TensorProto.Types.DataType.Int64, 1));
        graph.Output.Clear();
        graph.Output.Add(
        [
            Values.Declare(CamContract.Classes, TensorProto.Types.DataType.Int64, "K"),
            Values.Declare(CamContract.Probabilities, TensorProto.Types.DataType.Float, "K"),
            Values.Declare(CamContract.Logits, TensorProto.Types.DataType.Float, "K"),
            Values.Declare(CamContract.Biases, TensorProto.Types.DataType.Float, "K"),
            Values.Declare(CamContract.Maps, TensorProto.Types.DataType.Float, "K", "rows", "columns"),
        ]);
    }
}
