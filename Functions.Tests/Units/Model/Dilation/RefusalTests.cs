using CamFunctions.Model;
using CamFunctions.Model.Dilation;
using CamFunctions.Model.Onnx;
using static CamFunctions.Model.Onnx.GraphBuilder;
using static CamFunctions.Tests.Model.Dilation.StagedNetwork;

namespace CamFunctions.Tests.Model.Dilation;

/// <summary>Networks whose stride can't be halved are refused with a sentence that names the node.</summary>
public sealed class RefusalTests
{
    private static readonly AttributeProto Three = Attribute("kernel_shape", 3, 3);

    private static readonly Dictionary<string, (Func<GraphBuilder, string, string> Stage, string Reason)> Stages =
        new(StringComparer.Ordinal)
        {
            ["an unknown operator"] = (
                (graph, input) => graph.Node("LpNormalization", "unit", [Strided(graph, input)], Attribute("axis", 1L)),
                "unit (LpNormalization): what LpNormalization does on a grid"),
            ["padding by reflection"] = (
                (graph, input) => graph.Node(
                    "Pad", "framed", [Strided(graph, input), graph.Constant("pads", 0, 0, 1, 1, 0, 0, 1, 1)], Text("mode", "reflect")),
                "framed (Pad): it pads with cells of the grid"),
            ["a constant for each position"] = (
                (graph, input) => graph.Node(
                    "Add", "placed", [Strided(graph, input), graph.Constant("places", new float[96], 1, 1, 8, 12)]),
                "placed (Add): its constant places has a value for each position"),
            ["rows joined"] = (
                (graph, input) =>
                {
                    var strided = Strided(graph, input);
                    return graph.Node("Concat", "twice", [strided, strided], Attribute("axis", 2L));
                },
                "twice (Concat): it takes apart or joins"),
            ["rows left out"] = (
                (graph, input) =>
                {
                    string[] range = [graph.Constant("from", 1), graph.Constant("to", 7), graph.Constant("rows", 2)];
                    return graph.Node("Slice", "inner", [Strided(graph, input), .. range]);
                },
                "inner (Slice): it takes apart or joins"),
            ["a stride of 4"] = (
                (graph, input) => Convolution(graph, "leap", input, 4, 1, Attribute("strides", 4, 4)),
                "leap (Conv): its stride is 4 x 4"),
            ["a stride in one direction"] = (
                (graph, input) => Convolution(graph, "flat", input, 2, 1, Attribute("strides", 2, 1)),
                "flat (Conv): its stride is 2 x 1"),
            ["a size rounded up"] = (
                (graph, input) => graph.Node("MaxPool", "up", [input], Three, Attribute("strides", 2, 2), Attribute("ceil_mode", 1L)),
                "up (MaxPool): it rounds the size of its grid up"),
            ["positions of maxima"] = (
                (graph, input) =>
                {
                    graph.Node("MaxPool", "peaks", [Strided(graph, input)], ["peaks", "where"], Three);
                    return graph.Node("Add", "sum", ["peaks", graph.Node("Cast", "numbers", ["where"], Attribute("to", 1L))]);
                },
                "peaks (MaxPool): it outputs the positions"),
        };

    public static TheoryData<string> Names => [.. Stages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_node_that_does_not_allow_it_is_named(string stage)
    {
        using var network = new StagedNetwork(Stages[stage].Stage);
        var exception = Assert.Throws<ModelException>(network.Halve);
        Assert.Contains(Stages[stage].Reason, exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Keep the network's own stride, 4.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_of_odd_sides_fails_the_proof()
    {
        using var network = new StagedNetwork((graph, input) => graph.Node("MaxPool", "peaks", [Strided(graph, input)], Three));
        var exception = Assert.Throws<ModelException>(() => network.AssertSame(height: 36, width: 46));
        Assert.Contains("Keep the network's own stride", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 32, "--stride 8 is not possible: the network has 32 pixels per cell, so it must be 32 or 16.")]
    [InlineData(2, 7, "--stride 2 is not possible: the network has 7 pixels per cell, which can't be halved.")]
    public void Another_stride_is_refused_with_those_that_are_possible(int asked, int own, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ModelException>(() => StrideChoice.IsHalf(asked, own)).Message);
}
