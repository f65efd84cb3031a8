using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Nodes that the ends of networks are built from; each method returns the name of the value it adds.</summary>
internal static class EndNodes
{
    private const int Channels = HandBuiltNetwork.Channels;
    private const int Classes = HandBuiltNetwork.DenseClasses;

    public static string Dense(GraphBuilder graph, string values) => graph.Node(
        "Gemm",
        "dense",
        [
            Reshape(graph, values, 1, Channels),
            graph.Constant("w", HandBuiltNetwork.Random(3, Channels * Classes), Channels, Classes),
            graph.Constant("dense_b", HandBuiltNetwork.Random(6, Classes), Classes),
        ]);

    public static string Vector(GraphBuilder graph, string features) =>
        graph.Node("Flatten", "vector", [graph.Node("GlobalAveragePool", "mean", [features])]);

    public static string Matrix(GraphBuilder graph, int rows, int columns) =>
        graph.Constant("w", HandBuiltNetwork.Random(3, rows * columns), rows, columns);

    public static string Bias(GraphBuilder graph) => graph.Constant("b", HandBuiltNetwork.Random(4, Classes), Classes);

    public static string Reshape(GraphBuilder graph, string value, params long[] shape) =>
        graph.Node("Reshape", $"{value}_reshaped", [value, graph.Constant($"{value}_shape", shape)]);

    public static string ChannelsLast(GraphBuilder graph, string features) =>
        graph.Node("Transpose", "last", [features], GraphBuilder.Attribute("perm", 0L, 2L, 3L, 1L));

    public static string Tokens(GraphBuilder graph, string features) => Reshape(graph, ChannelsLast(graph, features), 1, -1, Channels);

    public static string Cast(GraphBuilder graph, string value, TensorProto.Types.DataType type) =>
        graph.Node("Cast", $"{value}_{type}", [value], GraphBuilder.Attribute("to", (long)type));

    public static string Mean(GraphBuilder graph, string value, bool keep, params long[] axes) =>
        graph.Node(
            "ReduceMean",
            $"{value}_mean",
            [value],
            GraphBuilder.Attribute("axes", axes),
            GraphBuilder.Attribute("keepdims", keep ? 1L : 0L));

    public static string MeanByInput(GraphBuilder graph, string value, string name, params long[] axes) =>
        graph.Node("ReduceMean", name, [value, graph.Constant($"{name}_axes", axes)], GraphBuilder.Attribute("noop_with_empty_axes", 0L));

    public static string Detour(GraphBuilder graph, string value)
    {
        var squeezed = graph.Node("Squeeze", "squeezed", [value, graph.Constant("squeezed_axes", 2, 3)]);
        var column = graph.Node("Unsqueeze", "column", [squeezed, graph.Constant("column_axes", 2, 3)]);
        var last = graph.Node("Transpose", "last_again", [column], GraphBuilder.Attribute("perm", 0L, 3L, 2L, 1L));
        return graph.Node("Dropout", "dropped", [graph.Node("Identity", "same", [last])]);
    }

    public static string Normalized(GraphBuilder graph, string value) => graph.Node(
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

    public static string Arithmetic(GraphBuilder graph, string value)
    {
        var scaled = graph.Node("Mul", "scaled", [value, graph.Constant("factors", HandBuiltNetwork.Random(7, Channels), Channels, 1, 1)]);
        var subtracted = graph.Node(
            "Sub",
            "subtracted",
            [graph.Constant("minuend", HandBuiltNetwork.Random(8, Channels), 1, Channels, 1, 1), scaled]);
        return graph.Node("Neg", "negative", [graph.Node("Div", "divided", [subtracted, graph.Constant("divisor", [0.3f])])]);
    }

    public static string Dequantized(GraphBuilder graph)
    {
        var whole = graph.Node(
            "QuantizeLinear",
            "whole",
            [
                Matrix(graph, Classes, Channels),
                graph.Constant("steps", [0.01f, 0.02f, 0.01f, 0.03f], Classes),
                graph.Node(
                    "Cast",
                    "zeros",
                    [graph.Constant("zeros_float", [0f, 3f, -2f, 0f], Classes)],
                    GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Int8)),
            ],
            GraphBuilder.Attribute("axis", 0L));
        return graph.Node("DequantizeLinear", "dequantized", [whole, "steps", "zeros"], GraphBuilder.Attribute("axis", 0L));
    }

    public static AttributeProto Number(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Tensor(float[] values, params long[] shape)
    {
        var holder = new GraphProto();
        new GraphBuilder(holder).Constant("value", values, shape);
        return new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = holder.Initializer[0] };
    }
}
