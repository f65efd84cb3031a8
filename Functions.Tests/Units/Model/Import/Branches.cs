using CamFunctions.Model.Onnx;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Ifs as exporters write them.</summary>
internal static class Branches
{
    /// <summary>
    /// torch.squeeze of one dimension whose size PyTorch's exporter does not know (torch/onnx/symbolic_opset11.py, squeeze): an If
    /// on Equal(Gather(Shape(x), dim), 1), one branch with a Squeeze and its axes, the other with an Identity.
    /// </summary>
    public static string Squeeze(GraphBuilder graph, string value, long dimension)
    {
        var squeezed = new GraphProto { Name = "then" };
        var inside = new GraphBuilder(squeezed);
        squeezed.Output.Add(Values.Declare(inside.Node("Squeeze", "changed", [value, Axes(inside, dimension)])));
        return If(graph, $"{value}_{dimension}", HasSize(graph, value, dimension, 1), squeezed, Same(value));
    }

    /// <summary>Whether a dimension has a size, [1] as PyTorch's exporter computes it.</summary>
    public static string HasSize(GraphBuilder graph, string value, long dimension, long size)
    {
        var name = $"{value}_{dimension}_is_{size}";
        var actual = graph.Node(
            "Gather",
            $"{name}_size",
            [graph.Node("Shape", $"{name}_shape", [value]), graph.Constant($"{name}_dimension", [dimension])],
            GraphBuilder.Attribute("axis", 0L));
        return graph.Node("Equal", name, [actual, graph.Constant($"{name}_expected", [size])]);
    }

    public static string If(GraphBuilder graph, string name, string condition, GraphProto then, GraphProto otherwise) =>
        graph.Node("If", name, [condition], Branch("then_branch", then), Branch("else_branch", otherwise));

    /// <summary>A branch of one node, which reads values around it.</summary>
    public static GraphProto Of(string operation, params string[] inputs)
    {
        var branch = new GraphProto { Name = operation };
        branch.Output.Add(Values.Declare(new GraphBuilder(branch).Node(operation, "changed", inputs)));
        return branch;
    }

    public static GraphProto Same(string value) => Of("Identity", value);

    private static AttributeProto Branch(string name, GraphProto branch) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = branch };

    private static string Axes(GraphBuilder branch, long dimension)
    {
        var holder = new GraphProto();
        new GraphBuilder(holder).Constant("value", [dimension]);
        var value = new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = holder.Initializer[0] };
        return branch.Node("Constant", "axes", [], value);
    }
}
