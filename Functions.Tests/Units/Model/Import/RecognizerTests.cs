using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using static CamFunctions.Tests.Model.Import.EndNodes;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Every recogniser on nodes built by hand, against the definition of the map.</summary>
public sealed class RecognizerTests
{
    private const int Channels = HandBuiltNetwork.Channels;
    private const int Classes = HandBuiltNetwork.DenseClasses;

    private static readonly Dictionary<string, (long Opset, Func<GraphBuilder, string, string> End)> Ends = new(StringComparer.Ordinal)
    {
        // The average over all positions.
        ["GlobalAveragePool"] = (17, (graph, features) => Dense(graph, graph.Node("GlobalAveragePool", "mean", [features]))),
        ["ReduceMean with axes as attribute"] = (13, (graph, features) => Dense(graph, Mean(graph, features, keep: false, 2, 3))),
        ["ReduceMean with negative axes, kept"] = (13, (graph, features) => Dense(graph, Mean(graph, features, keep: true, -1, -2))),
        ["ReduceMean with axes as input"] = (18, (graph, features) => Dense(graph, MeanByInput(graph, features, "mean", 2, 3))),
        ["ReduceMean, channels last"] = (13, (graph, features) =>
            Dense(graph, Mean(graph, ChannelsLast(graph, features), keep: false, 1, 2))),
        ["ReduceMean over one axis after the other"] = (13, (graph, features) =>
            Dense(graph, Mean(graph, Mean(graph, features, keep: false, 3), keep: false, 2))),
        ["ReduceMean over one kept axis after the other"] = (13, (graph, features) =>
            Dense(graph, Mean(graph, Mean(graph, features, keep: true, 2), keep: true, 3))),
        ["ReduceMean over positions in one row"] = (13, (graph, features) =>
            Dense(graph, Mean(graph, Reshape(graph, features, 1, Channels, -1), keep: false, 2))),
        ["ReduceMean over tokens"] = (13, (graph, features) => Dense(graph, Mean(graph, Tokens(graph, features), keep: false, 1))),
        ["AveragePool of the whole map"] = (17, (graph, features) =>
            Dense(
                graph,
                graph.Node(
                    "AveragePool",
                    "mean",
                    [features],
                    GraphBuilder.Attribute("kernel_shape", HandBuiltNetwork.Rows, HandBuiltNetwork.Columns)))),
        ["A pool of what is pooled"] = (17, (graph, features) =>
            Dense(graph, graph.Node("GlobalMaxPool", "again", [graph.Node("GlobalAveragePool", "mean", [features])]))),

        // Nodes that change the shape only.
        ["Squeeze, Unsqueeze, Transpose, Identity, Dropout"] = (17, (graph, features) =>
            Dense(graph, Detour(graph, Mean(graph, features, keep: true, 2, 3)))),
        ["Cast to float64 and back"] = (17, (graph, features) =>
            Dense(
                graph,
                Cast(
                    graph,
                    Cast(graph, Mean(graph, features, keep: true, 2, 3), TensorProto.Types.DataType.Double),
                    TensorProto.Types.DataType.Float))),

        // The linear map to the logits.
        ["Gemm with alpha, beta and a scalar"] = (17, (graph, features) =>
            graph.Node(
                "Gemm",
                "scores",
                [Vector(graph, features), Matrix(graph, Channels, Classes), graph.Constant("c", HandBuiltNetwork.Random(4, 1))],
                Number("alpha", 0.5f),
                Number("beta", 3f))),
        ["Gemm without bias"] = (17, (graph, features) =>
            graph.Node(
                "Gemm",
                "scores",
                [Vector(graph, features), Matrix(graph, Classes, Channels)],
                GraphBuilder.Attribute("transB", 1L))),
        ["Gemm of a transposed column"] = (17, (graph, features) =>
            graph.Node(
                "Gemm",
                "scores",
                [Reshape(graph, Vector(graph, features), Channels, 1), Matrix(graph, Channels, Classes)],
                GraphBuilder.Attribute("transA", 1L))),
        ["Gemm with the weights first"] = (17, (graph, features) =>
            graph.Node(
                "Gemm",
                "scores",
                [
                    Matrix(graph, Classes, Channels),
                    Vector(graph, features),
                    graph.Constant("c", HandBuiltNetwork.Random(4, Classes), Classes, 1),
                ],
                GraphBuilder.Attribute("transB", 1L))),
        ["Gemm with the weights first, transposed"] = (17, (graph, features) =>
            graph.Node(
                "Gemm",
                "scores",
                [Matrix(graph, Channels, Classes), Reshape(graph, Vector(graph, features), Channels, 1)],
                GraphBuilder.Attribute("transA", 1L))),
        ["MatMul and Add"] = (17, (graph, features) =>
            graph.Node(
                "Add",
                "scores",
                [Bias(graph), graph.Node("MatMul", "product", [Vector(graph, features), Matrix(graph, Channels, Classes)])])),
        ["MatMul of channels last"] = (17, (graph, features) =>
            graph.Node(
                "MatMul",
                "scores",
                [
                    graph.Node(
                        "Transpose",
                        "last",
                        [graph.Node("GlobalAveragePool", "mean", [features])],
                        GraphBuilder.Attribute("perm", 0L, 2L, 3L, 1L)),
                    Matrix(graph, Channels, Classes),
                ])),
        ["MatMul with the weights first"] = (17, (graph, features) =>
            graph.Node("MatMul", "scores", [Matrix(graph, Classes, Channels), Reshape(graph, Vector(graph, features), Channels, 1)])),
        ["1 x 1 convolution"] = (17, (graph, features) =>
            graph.Node(
                "Conv",
                "scores",
                [
                    graph.Node("GlobalAveragePool", "mean", [features]),
                    graph.Constant("w", HandBuiltNetwork.Random(3, Classes * Channels), Classes, Channels, 1, 1),
                    graph.Constant("b", HandBuiltNetwork.Random(4, Classes), Classes),
                ])),
        ["1 x 1 convolution in two groups"] = (17, (graph, features) =>
            graph.Node(
                "Conv",
                "scores",
                [
                    graph.Node("GlobalAveragePool", "mean", [features]),
                    graph.Constant("w", HandBuiltNetwork.Random(3, Classes * Channels / 2), Classes, Channels / 2, 1, 1),
                ],
                GraphBuilder.Attribute("group", 2L))),
        ["Two dense layers"] = (17, (graph, features) =>
            graph.Node(
                "MatMul",
                "scores",
                [
                    Dense(graph, graph.Node("GlobalAveragePool", "mean", [features])),
                    graph.Constant("second", HandBuiltNetwork.Random(5, Classes * Classes), Classes, Classes),
                ])),

        // Affine nodes between.
        ["BatchNormalization"] = (17, (graph, features) =>
            Dense(graph, Normalized(graph, graph.Node("GlobalAveragePool", "mean", [features])))),
        ["BatchNormalization of a vector"] = (17, (graph, features) => Dense(graph, Normalized(graph, Vector(graph, features)))),
        ["Mul, Sub, Div, Neg"] = (17, (graph, features) =>
            Dense(graph, Arithmetic(graph, graph.Node("GlobalAveragePool", "mean", [features])))),
        ["Affine nodes after the classifier"] = (17, (graph, features) =>
            graph.Node(
                "Mul",
                "scores",
                [
                    graph.Constant("temperature", [2.5f]),
                    graph.Node("Sub", "less", [Bias(graph), Dense(graph, graph.Node("GlobalAveragePool", "mean", [features]))]),
                ])),

        // Constants of all kinds.
        ["Weights from a Constant node"] = (17, (graph, features) =>
            graph.Node(
                "MatMul",
                "scores",
                [
                    Vector(graph, features),
                    graph.Node("Constant", "w", [], Tensor(HandBuiltNetwork.Random(3, Channels * Classes), Channels, Classes)),
                ])),
        ["Weights that are transposed in the graph"] = (17, (graph, features) =>
            graph.Node(
                "MatMul",
                "scores",
                [Vector(graph, features), graph.Node("Transpose", "turned", [Matrix(graph, Classes, Channels)])])),
        ["Weights in float16"] = (17, (graph, features) =>
            graph.Node(
                "MatMul",
                "scores",
                [
                    Vector(graph, features),
                    Cast(
                        graph,
                        Cast(graph, Matrix(graph, Channels, Classes), TensorProto.Types.DataType.Float16),
                        TensorProto.Types.DataType.Float),
                ])),
        ["Weights in int8, a scale per class"] = (17, (graph, features) =>
            graph.Node("Gemm", "scores", [Vector(graph, features), Dequantized(graph)], GraphBuilder.Attribute("transB", 1L))),
    };

    public static TheoryData<string> Names => [.. Ends.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_map_is_what_each_position_says(string name)
    {
        var (opset, end) = Ends[name];
        using var network = new HandBuiltNetwork(end, opset);
        using var prepared = network.Import(Classes);
        network.AssertMapsOf(prepared);
    }
}
