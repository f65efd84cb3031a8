using CamFunctions.Model.Onnx;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Every recogniser on nodes built by hand, against the definition of the map.</summary>
public sealed class RecognizerTests
{
    private const int Channels = HandBuiltNetwork.Channels;
    private const int Classes = 4;

    private static readonly Dictionary<string, (long Opset, Func<GraphBuilder, string, string> End)> Ends = new(StringComparer.Ordinal)
    {
        // The average over all positions.
        ["GlobalAveragePool"] = (17, (graph, features) => Dense(graph, graph.Node("GlobalAveragePool", "mean", [features]))),
        ["ReduceMean with axes as attribute"] = (13, (graph, features) => Dense(graph, Mean(graph, features, keep: false, 2, 3))),
        ["ReduceMean with negative axes, kept"] = (13, (graph, features) => Dense(graph, Mean(graph, features, keep: true, -1, -2))),
        ["ReduceMean with axes as input"] = (18, (graph, features) => Dense(graph, MeanByInput(graph, features, "mean", 2, 3))),
        ["ReduceMean, channels last"] = (13, (graph, features) => Dense(graph, Mean(graph, ChannelsLast(graph, features), keep: false, 1, 2))),
        ["ReduceMean over one axis after the other"] = (13, (graph, features) => Dense(graph, Mean(graph, Mean(graph, features, keep: false, 3), keep: false, 2))),
        ["ReduceMean over one kept axis after the other"] = (13, (graph, features) => Dense(graph, Mean(graph, Mean(graph, features, keep: true, 2), keep: true, 3))),
        ["ReduceMean over positions in one row"] = (13, (graph, features) => Dense(graph, Mean(graph, Reshape(graph, features, 1, Channels, -1), keep: false, 2))),
        ["ReduceMean over tokens"] = (13, (graph, features) => Dense(graph, Mean(graph, Tokens(graph, features), keep: false, 1))),
        ["AveragePool of the whole map"] = (17, (graph, features) => Dense(graph, graph.Node("AveragePool", "mean", [features], GraphBuilder.Attribute("kernel_shape", HandBuiltNetwork.Rows, HandBuiltNetwork.Columns)))),
        ["A pool of what is pooled"] = (17, (graph, features) => Dense(graph, graph.Node("GlobalMaxPool", "again", [graph.Node("GlobalAveragePool", "mean", [features])]))),

        // Nodes that change the shape only.
        ["Squeeze, Unsqueeze, Transpose, Identity, Dropout"] = (17, (graph, features) => Dense(graph, Detour(graph, Mean(graph, features, keep: true, 2, 3)))),
        ["Cast to float64 and back"] = (17, (graph, features) => Dense(graph, Cast(graph, Cast(graph, Mean(graph, features, keep: true, 2, 3), TensorProto.Types.DataType.Double), TensorProto.Types.DataType.Float))),

        // The linear map to the logits.
        ["Gemm with alpha, beta and a scalar"] = (17, (graph, features) => graph.Node("Gemm", "scores", [Vector(graph, features), Matrix(graph, Channels, Classes), graph.Constant("c", HandBuiltNetwork.Random(4, 1))], Number("alpha", 0.5f), Number("beta", 3f))),
        ["Gemm without bias"] = (17, (graph, features) => graph.Node("Gemm", "scores", [Vector(graph, features), Matrix(graph, Classes, Channels)], GraphBuilder.Attribute("transB", 1L))),
        ["Gemm of a transposed column"] = (17, (graph, features) => graph.Node("Gemm", "scores", [Reshape(graph, Vector(graph, features), Channels, 1), Matrix(graph, Channels, Classes)], GraphBuilder.Attribute("transA", 1L))),
        ["Gemm with the weights first"] = (17, (graph, features) => graph.Node("Gemm", "scores", [Matrix(graph, Classes, Channels), Vector(graph, features), graph.Constant("c", HandBuiltNetwork.Random(4, Classes), Classes, 1)], GraphBuilder.Attribute("transB", 1L))),
        ["Gemm with the weights first, transposed"] = (17, (graph, features) => graph.Node("Gemm", "scores", [Matrix(graph, Channels, Classes), Reshape(graph, Vector(graph, features), Channels, 1)], GraphBuilder.Attribute("transA", 1L))),
        ["MatMul and Add"] = (17, (graph, features) => graph.Node("Add", "scores", [Bias(graph), graph.Node("MatMul", "product", [Vector(graph, features), Matrix(graph, Channels, Classes)])])),
        ["MatMul of channels last"] = (17, (graph, features) => graph.Node("MatMul", "scores", [graph.Node("Transpose", "last", [graph.Node("GlobalAveragePool", "mean", [features])], GraphBuilder.Attribute("perm", 0L, 2L, 3L, 1L)), Matrix(graph, Channels, Classes)])),
        ["MatMul with the weights first"] = (17, (graph, features) => graph.Node("MatMul", "scores", [Matrix(graph, Classes, Channels), Reshape(graph, Vector(graph, features), Channels, 1)])),
        ["1 x 1 convolution"] = (17, (graph, features) => graph.Node("Conv", "scores", [graph.Node("GlobalAveragePool", "mean", [features]), graph.Constant("w", HandBuiltNetwork.Random(3, Classes * Channels), Classes, Channels, 1, 1), graph.Constant("b", HandBuiltNetwork.Random(4, Classes), Classes)])),
        ["1 x 1 convolution in two groups"] = (17, (graph, features) => graph.Node("Conv", "scores", [graph.Node("GlobalAveragePool", "mean", [features]), graph.Constant("w", HandBuiltNetwork.Random(3, Classes * Channels / 2), Classes, Channels / 2, 1, 1)], GraphBuilder.Attribute("group", 2L))),
        ["Two dense layers"] = (17, (graph, features) => graph.Node("MatMul", "scores", [Dense(graph, graph.Node("GlobalAveragePool", "mean", [features])), graph.Constant("second", HandBuiltNetwork.Random(5, Classes * Classes), Classes, Classes)])),

        // Affine nodes between.
        ["BatchNormalization"] = (17, (graph, features) => Dense(graph, Normalized(graph, graph.Node("GlobalAveragePool", "mean", [features])))),
        ["BatchNormalization of a vector"] = (17, (graph, features) => Dense(graph, Normalized(graph, Vector(graph, features)))),
        ["Mul, Sub, Div, Neg"] = (17, (graph, features) => Dense(graph, Arithmetic(graph, graph.Node("GlobalAveragePool", "mean", [features])))),
        ["Affine nodes after the classifier"] = (17, (graph, features) => graph.Node("Mul", "scores", [graph.Constant("temperature", [2.5f]), graph.Node("Sub", "less", [Bias(graph), Dense(graph, graph.Node("GlobalAveragePool", "mean", [features]))])])),

        // Constants of all kinds.
        ["Weights from a Constant node"] = (17, (graph, features) => graph.Node("MatMul", "scores", [Vector(graph, features), graph.Node("Constant", "w", [], Tensor(HandBuiltNetwork.Random(3, Channels * Classes), Channels, Classes))])),
        ["Weights that are transposed in the graph"] = (17, (graph, features) => graph.Node("MatMul", "scores", [Vector(graph, features), graph.Node("Transpose", "turned", [Matrix(graph, Classes, Channels)])])),
        ["Weights in float16"] = (17, (graph, features) => graph.Node("MatMul", "scores", [Vector(graph, features), Cast(graph, Cast(graph, Matrix(graph, Channels, Classes), TensorProto.Types.DataType.Float16), TensorProto.Types.DataType.Float)])),
        ["Weights in int8, a scale a class"] = (17, (graph, features) => graph.Node("Gemm", "scores", [Vector(graph, features), Dequantized(graph)], GraphBuilder.Attribute("transB", 1L))),
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

    private static string Dense(GraphBuilder graph, string values) => graph.Node(
        "Gemm",
        "dense",
        [Reshape(graph, values, 1, Channels), graph.Constant("w", HandBuiltNetwork.Random(3, Channels * Classes), Channels, Classes), graph.Constant("dense_b", HandBuiltNetwork.Random(6, Classes), Classes)]);

    private static string Vector(GraphBuilder graph, string features) => graph.Node("Flatten", "vector", [graph.Node("GlobalAveragePool", "mean", [features])]);

    private static string Matrix(GraphBuilder graph, int rows, int columns) => graph.Constant("w", HandBuiltNetwork.Random(3, rows * columns), rows, columns);

    private static string Bias(GraphBuilder graph) => graph.Constant("b", HandBuiltNetwork.Random(4, Classes), Classes);

    private static string Reshape(GraphBuilder graph, string value, params long[] shape) => graph.Node("Reshape", $"{value}_reshaped", [value, graph.Constant($"{value}_shape", shape)]);

    private static string ChannelsLast(GraphBuilder graph, string features) => graph.Node("Transpose", "last", [features], GraphBuilder.Attribute("perm", 0L, 2L, 3L, 1L));

    private static string Tokens(GraphBuilder graph, string features) => Reshape(graph, ChannelsLast(graph, features), 1, -1, Channels);

    private static string Cast(GraphBuilder graph, string value, TensorProto.Types.DataType type) => graph.Node("Cast", $"{value}_{type}", [value], GraphBuilder.Attribute("to", (long)type));

    private static string Mean(GraphBuilder graph, string value, bool keep, params long[] axes) =>
        graph.Node("ReduceMean", $"{value}_mean", [value], GraphBuilder.Attribute("axes", axes), GraphBuilder.Attribute("keepdims", keep ? 1L : 0L));

    private static string MeanByInput(GraphBuilder graph, string value, string name, params long[] axes) =>
        graph.Node("ReduceMean", name, [value, graph.Constant($"{name}_axes", axes)], GraphBuilder.Attribute("noop_with_empty_axes", 0L));

    private static string Detour(GraphBuilder graph, string value)
    {
        var squeezed = graph.Node("Squeeze", "squeezed", [value, graph.Constant("squeezed_axes", 2, 3)]);
        var column = graph.Node("Unsqueeze", "column", [squeezed, graph.Constant("column_axes", 2, 3)]);
        var last = graph.Node("Transpose", "last_again", [column], GraphBuilder.Attribute("perm", 0L, 3L, 2L, 1L));
        return graph.Node("Dropout", "dropped", [graph.Node("Identity", "same", [last])]);
    }

    private static string Normalized(GraphBuilder graph, string value) => graph.Node(
        "BatchNormalization",
        "normalized",
        [
            value,
            graph.Constant("gamma", HandBuiltNetwork.Random(7, Channels), Channels),
            graph.Constant("beta", HandBuiltNetwork.Random(8, Channels), Channels),
            graph.Constant("mu", HandBuiltNetwork.Random(9, Channels), Channels),
            graph.Constant("var", [.. HandBuiltNetwork.Random(10, Channels).Select(number => number + 1.5f)], Channels),
        ],
        Number("epsilon", 0.1f));

    private static string Arithmetic(GraphBuilder graph, string value)
    {
        var scaled = graph.Node("Mul", "scaled", [value, graph.Constant("factors", HandBuiltNetwork.Random(7, Channels), Channels, 1, 1)]);
        var subtracted = graph.Node("Sub", "subtracted", [graph.Constant("minuend", HandBuiltNetwork.Random(8, Channels), 1, Channels, 1, 1), scaled]);
        return graph.Node("Neg", "negative", [graph.Node("Div", "divided", [subtracted, graph.Constant("divisor", [0.3f])])]);
    }

    private static string Dequantized(GraphBuilder graph)
    {
        var whole = graph.Node("QuantizeLinear", "whole", [Matrix(graph, Classes, Channels), graph.Constant("steps", [0.01f, 0.02f, 0.01f, 0.03f], Classes), graph.Node("Cast", "zeros", [graph.Constant("zeros_float", [0f, 3f, -2f, 0f], Classes)], GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Int8))], GraphBuilder.Attribute("axis", 0L));
        return graph.Node("DequantizeLinear", "dequantized", [whole, "steps", "zeros"], GraphBuilder.Attribute("axis", 0L));
    }

    private static AttributeProto Number(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    private static AttributeProto Tensor(float[] values, params long[] shape)
    {
        var holder = new GraphProto();
        new GraphBuilder(holder).Constant("value", values, shape);
        return new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = holder.Initializer[0] };
    }
}
