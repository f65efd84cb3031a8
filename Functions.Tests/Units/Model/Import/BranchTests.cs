using CamFunctions.Model;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Networks that choose between branches.</summary>
public sealed class BranchTests
{
    private const int Channels = HandBuiltNetwork.Channels;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_squeeze_that_PyTorch_writes_as_a_choice_is_followed(bool isOpen)
    {
        using var network = new HandBuiltNetwork(
            (graph, features) => Dense(graph, Squeezed(graph, Pooled(graph, features))),
            isOpen: isOpen);
        using var prepared = network.Import(HandBuiltNetwork.DenseClasses);
        network.AssertMapsOf(prepared);
        Assert.DoesNotContain(ModelFile.Read(prepared.Path).Graph.Node, node => node.OpType == "If");
        Assert.Equal(isOpen, prepared.Report.Sides is null);
    }

    [Fact]
    public void A_choice_inside_a_choice_is_followed()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) =>
            {
                var mean = Pooled(graph, features);
                var inner = new GraphProto { Name = "inner" };
                var inside = new GraphBuilder(inner);
                inner.Output.Add(Values.Declare(inside.Node("Identity", "changed", [Squeezed(inside, mean)])));
                var rows = Branches.HasSize(graph, mean, dimension: 2, size: 1);
                return Dense(graph, Branches.If(graph, "outer", rows, inner, Branches.Same(mean)));
            },
            isOpen: true);
        using var prepared = network.Import(HandBuiltNetwork.DenseClasses);
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void A_constant_choice_is_followed_in_front_of_the_average_too()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) =>
            {
                var yes = graph.Node("Cast", "yes", [graph.Constant("one", [1L])], ToBool);
                return Dense(
                    graph,
                    Pooled(graph, Branches.If(graph, "chosen", yes, Branches.Of("Neg", features), Branches.Same(features))));
            },
            isOpen: true);
        using var prepared = network.Import(HandBuiltNetwork.DenseClasses);
        network.AssertMapsOf(prepared);
        Assert.DoesNotContain(ModelFile.Read(prepared.Path).Graph.Node, node => node.OpType == "If");
    }

    [Theory]
    [InlineData(HandBuiltNetwork.Rows)]
    [InlineData(224 / HandBuiltNetwork.Stride)]
    public void A_choice_by_size_in_front_of_the_average_stays_in_the_network(int rows)
    {
        using var network = new HandBuiltNetwork(
            (graph, features) =>
            {
                var isNegative = Branches.HasSize(graph, features, dimension: 2, size: rows);
                var chosen = Branches.If(graph, "chosen", isNegative, Branches.Of("Neg", features), Branches.Same(features));
                return Dense(graph, Pooled(graph, chosen));
            },
            isOpen: true);
        using var prepared = network.Import(HandBuiltNetwork.DenseClasses);
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void A_choice_behind_the_average_that_differs_by_size_is_refused_unless_the_side_is_given()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) =>
            {
                var isNegative = Branches.HasSize(graph, features, dimension: 2, size: 224 / HandBuiltNetwork.Stride);
                var mean = Pooled(graph, features);
                return Dense(graph, Branches.If(graph, "chosen", isNegative, Branches.Of("Neg", mean), Branches.Same(mean)));
            },
            isOpen: true);
        var exception = Assert.Throws<ModelException>(() => network.Import(HandBuiltNetwork.DenseClasses));
        Assert.Contains(
            "chosen (If): which of its branches runs depends on the size of the image",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("--side", exception.Message, StringComparison.Ordinal);
        using var prepared = network.Import(HandBuiltNetwork.DenseClasses, side: 224);
        Assert.Equal((224, 224), prepared.Report.Sides);
    }

    [Fact]
    public void A_choice_by_the_pixels_is_refused()
    {
        using var network = new HandBuiltNetwork((graph, features) =>
        {
            var largest = graph.Node("ReduceMax", "largest", [features], GraphBuilder.Attribute("keepdims", 0L));
            var isBright = graph.Node("Greater", "bright", [largest, graph.Constant("threshold", [0f])]);
            var mean = Pooled(graph, features);
            return Dense(graph, Branches.If(graph, "chosen", isBright, Branches.Of("Neg", mean), Branches.Same(mean)));
        });
        var exception = Assert.Throws<ModelException>(() => network.Import(HandBuiltNetwork.DenseClasses));
        Assert.Contains("chosen (If): which of its branches runs depends on the pixels", exception.Message, StringComparison.Ordinal);
    }

    private static AttributeProto ToBool => GraphBuilder.Attribute("to", (long)TensorProto.Types.DataType.Bool);

    private static string Pooled(GraphBuilder graph, string features) => graph.Node("GlobalAveragePool", "mean", [features]);

    /// <summary>x.squeeze(3).squeeze(2).</summary>
    private static string Squeezed(GraphBuilder graph, string value) => Branches.Squeeze(graph, Branches.Squeeze(graph, value, 3), 2);

    private static string Dense(GraphBuilder graph, string values) => graph.Node(
        "MatMul",
        "scores",
        [
            graph.Node("Reshape", "row", [values, graph.Constant("row_shape", 1, Channels)]),
            graph.Constant(
                "w",
                HandBuiltNetwork.Random(3, Channels * HandBuiltNetwork.DenseClasses),
                Channels,
                HandBuiltNetwork.DenseClasses),
        ]);
}
