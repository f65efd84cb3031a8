using CamFunctions.Model;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Networks without a class activation map: each is refused with a sentence that names the reason.</summary>
public sealed class RefusalTests
{
    private const int Channels = HandBuiltNetwork.Channels;

    private static readonly Dictionary<string, (Func<GraphBuilder, string, string> End, string Reason)> Ends = new(StringComparer.Ordinal)
    {
        ["maximum"] = ((graph, features) =>
            Dense(graph, graph.Node("GlobalMaxPool", "peak", [features])),
            "peak (GlobalMaxPool): it takes the maximum"),
        ["non-linearity"] = ((graph, features) =>
            Dense(graph, graph.Node("Relu", "bend", [Pooled(graph, features)])),
            "bend (Relu): it is not linear"),
        ["layer normalisation"] = ((graph, features) =>
            Dense(graph, LayerNormalization(graph, Pooled(graph, features))),
            "norm (LayerNormalization): it normalises"),
        ["layer normalisation in parts"] = ((graph, features) =>
            Dense(
                graph,
                NormalizationInParts(graph, Pooled(graph, features))),
            "ratio (Div): it combines two values that both depend on the image"),
        ["gate"] = ((graph, features) =>
            Dense(
                graph,
                graph.Node(
                    "Mul",
                    "gated",
                    [Pooled(graph, features), graph.Node("Sigmoid", "gate", ["mean"])])),
            "gated (Mul): it combines two values"),
        ["dense layers over a grid"] = ((graph, features) =>
            OverGrid(graph, graph.Node("Flatten", "laid", [features])),
            "laid (Flatten): it lays feature maps of shape [1, 6, 3, 5] out"),
        ["dense layers over a grid, rectified"] = ((graph, features) =>
            DenseOf(graph, graph.Node("Relu", "bend", [OverGrid(graph, graph.Node("Flatten", "laid", [features]))]), 4),
            "laid (Flatten)"),
        ["average of windows"] = ((graph, features) =>
            graph.Node(
                "Softmax",
                "scores",
                [
                    graph.Node(
                        "Flatten",
                        "row",
                        [
                            graph.Node(
                                "Slice",
                                "corner",
                                [
                                    graph.Node("AveragePool", "windows", [features], GraphBuilder.Attribute("kernel_shape", 2L, 2L)),
                                    graph.Constant("from", 0, 0),
                                    graph.Constant("to", 1, 1),
                                    graph.Constant("axes", 2, 3),
                                ]),
                        ]),
                ]),
            "corner (Slice): it picks out some"),
        ["class token"] = ((graph, features) =>
            Dense(
                graph,
                graph.Node(
                    "Gather",
                    "token",
                    [Tokens(graph, features), graph.Constant("first", 0L)],
                    GraphBuilder.Attribute("axis", 1L))),
            "token (Gather): it picks out some"),
        ["dense layers over pooled windows"] = ((graph, features) =>
            OverGrid(
                graph,
                graph.Node(
                    "Flatten",
                    "laid",
                    [graph.Node("AveragePool", "windows", [features], GraphBuilder.Attribute("kernel_shape", 1L, 1L))])),
            "laid (Flatten)"),
        ["mean of the channels too"] = ((graph, features) =>
            graph.Node(
                "Mul",
                "spread",
                [
                    graph.Node(
                        "ReduceMean",
                        "all",
                        [features],
                        GraphBuilder.Attribute("keepdims", 0L),
                        GraphBuilder.Attribute("axes", 1L, 2L, 3L)),
                    graph.Constant("factors", HandBuiltNetwork.Random(3, 4), 1, 4),
                ]),
            "all (ReduceMean): it does not average over exactly the positions"),
        ["joined averages"] = ((graph, features) =>
            DenseOf(
                graph,
                graph.Node(
                    "Flatten",
                    "vector",
                    [
                        graph.Node(
                            "Concat",
                            "joined",
                            [Pooled(graph, features), graph.Node("GlobalMaxPool", "peak", [features])],
                            GraphBuilder.Attribute("axis", 1L)),
                    ]),
                2 * Channels),
            "joined (Concat): it joins"),
        ["several labels at once"] = ((graph, features) =>
            graph.Node("Sigmoid", "each", [Dense(graph, Pooled(graph, features))]),
            "each (Sigmoid): it is not linear, and if"),
        ["softmax over something else"] = ((graph, features) =>
            graph.Node(
                "Softmax",
                "ones",
                [
                    graph.Node("Unsqueeze", "column", [Dense(graph, Pooled(graph, features)), graph.Constant("last", 2L)]),
                ]),
            "ones (Softmax): it does not normalise over the classes"),
        ["decision"] = ((graph, features) =>
            graph.Node(
                "ArgMax",
                "decision",
                [Dense(graph, Pooled(graph, features))],
                GraphBuilder.Attribute("axis", 1L)),
            "decision (the output)"),
        ["feature maps as output"] = ((_, features) => features, "(the output): it has the shape [1, 6, 3, 5]"),
        ["unknown operator"] = ((graph, features) =>
            Dense(
                graph,
                graph.Node(
                    "CumSum",
                    "running",
                    [
                        graph.Node("Flatten", "vector", [Pooled(graph, features)]),
                        graph.Constant("axis", 1L),
                    ])),
            "the operator CumSum is not one that is known"),
    };

    public static TheoryData<string> Names => [.. Ends.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_without_a_map_is_refused_by_the_node_that_is_the_reason(string name)
    {
        var (end, reason) = Ends[name];
        using var network = new HandBuiltNetwork(end, opset: 17);
        Assert.Contains(reason, Assert.Throws<ModelException>(() => network.Import(4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_two_images_is_refused()
    {
        using var network = new HandBuiltNetwork((graph, features) => graph.Node("Flatten", "scores", [Pooled(graph, features)]));
        network.Network.Graph.Input.Add(Values.Declare("second", TensorProto.Types.DataType.Float, 1, 3, 12, 20));
        AssertRefused(network, "2 inputs (input, second)");
    }

    [Fact]
    public void A_network_of_grey_images_is_refused()
    {
        using var network = new HandBuiltNetwork((graph, features) => graph.Node("Flatten", "scores", [Pooled(graph, features)]));
        network.Network.Graph.Input[0] = Values.Declare("input", TensorProto.Types.DataType.Float, 1, 1, 12, 20);
        AssertRefused(network, "[1, 1, 12, 20]: one dimension has to be the three colours");
    }

    [Fact]
    public void A_fixed_batch_is_refused()
    {
        using var network = new HandBuiltNetwork((graph, features) => graph.Node("Flatten", "scores", [Pooled(graph, features)]));
        network.Network.Graph.Input[0] = Values.Declare("input", TensorProto.Types.DataType.Float, 8, 3, 12, 20);
        AssertRefused(network, "[8, 3, 12, 20]: the batch can't be fixed");
    }

    [Fact]
    public void Operators_from_before_ONNX_Runtime_are_refused()
    {
        using var network = new HandBuiltNetwork((graph, features) => graph.Node("Flatten", "scores", [Pooled(graph, features)]));
        network.Network.OpsetImport[0].Version = 6;
        AssertRefused(network, "operator set 6");
    }

    [Fact]
    public void An_operator_that_ONNX_Runtime_does_not_have_is_refused()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node("Flatten", "scores", [graph.Node("Pondering", "thought", [features])]));
        AssertRefused(network, "ONNX Runtime can't use the network");
    }

    private static void AssertRefused(HandBuiltNetwork network, string words) =>
        Assert.Contains(words, Assert.Throws<ModelException>(() => network.Import(Channels)).Message, StringComparison.Ordinal);

    private static string Pooled(GraphBuilder graph, string features) => graph.Node("GlobalAveragePool", "mean", [features]);

    private static string Dense(GraphBuilder graph, string values) =>
        DenseOf(graph, graph.Node("Reshape", "row", [values, graph.Constant("row_shape", 1, Channels)]), Channels);

    private static string DenseOf(GraphBuilder graph, string vector, int length) =>
        graph.Node("MatMul", "scores", [vector, graph.Constant("w", HandBuiltNetwork.Random(3, length * 4), length, 4)]);

    private static string OverGrid(GraphBuilder graph, string vector) =>
        graph.Node("MatMul", "dense", [vector, graph.Constant("over", HandBuiltNetwork.Random(4, 90 * 4), 90, 4)]);

    private static string Tokens(GraphBuilder graph, string features) => graph.Node(
        "Reshape",
        "tokens",
        [
            graph.Node("Transpose", "last", [features], GraphBuilder.Attribute("perm", 0L, 2L, 3L, 1L)),
            graph.Constant("tokens_shape", 1, -1, Channels),
        ]);

    private static string LayerNormalization(GraphBuilder graph, string values) => graph.Node(
        "LayerNormalization",
        "norm",
        [graph.Node("Flatten", "vector", [values]), graph.Constant("gamma", HandBuiltNetwork.Random(5, Channels), Channels)]);

    private static string NormalizationInParts(GraphBuilder graph, string values)
    {
        var vector = graph.Node("Flatten", "vector", [values]);
        var centred = graph.Node(
            "Sub",
            "centred",
            [vector, graph.Node("ReduceMean", "own_mean", [vector], GraphBuilder.Attribute("axes", [1L]))]);
        var square = graph.Node(
            "ReduceMean",
            "variance",
            [graph.Node("Mul", "square", [centred, centred])],
            GraphBuilder.Attribute("axes", [1L]));
        var ratio = graph.Node("Div", "ratio", [centred, graph.Node("Sqrt", "spread", [square])]);
        return graph.Node("Mul", "weighted", [ratio, graph.Constant("gamma", HandBuiltNetwork.Random(5, Channels), Channels)]);
    }
}
