using CamFunctions.Model.Dilation;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using static CamFunctions.Model.Onnx.GraphBuilder;
using static CamFunctions.Tests.Model.Dilation.StagedNetwork;

namespace CamFunctions.Tests.Model.Dilation;

/// <summary>Networks of half the stride have the logits of the original and its maps in their even rows and columns.</summary>
public sealed class HalvedStrideTests
{
    private static readonly AttributeProto Ones = Attribute("pads", 1, 1, 1, 1);
    private static readonly AttributeProto Three = Attribute("kernel_shape", 3, 3);
    private static readonly AttributeProto ByTwo = Attribute("strides", 2, 2);

    /// <summary>Last stages whose stride is the usual convolution's.</summary>
    private static readonly Dictionary<string, Func<GraphBuilder, string, string>> Stages = new(StringComparer.Ordinal)
    {
        ["a padded convolution"] = (graph, input) => Convolution(graph, "next", input, 3, 1, Ones),
        ["a convolution without padding"] = (graph, input) => Convolution(graph, "next", input, 3),
        ["a grouped convolution"] = (graph, input) => Convolution(graph, "next", input, 3, 2, Ones),
        ["a depthwise convolution"] = (graph, input) => Convolution(graph, "next", input, 5, Channels, Attribute("pads", 2, 2, 2, 2)),
        ["a convolution that is dilated already"] = (graph, input) =>
            Convolution(graph, "next", input, 3, 1, Attribute("pads", 2, 2, 2, 2), Attribute("dilations", 2, 2)),
        ["an even kernel with SAME padding"] = (graph, input) => Convolution(graph, "next", input, 2, 1, Text("auto_pad", "SAME_UPPER")),
        ["an even kernel with SAME padding in front"] = (graph, input) =>
            Convolution(graph, "next", input, 2, 1, Text("auto_pad", "SAME_LOWER")),
        ["padding in front of a convolution"] = (graph, input) => Convolution(graph, "next", Framed(graph, input, 0, 1, 1, 0), 2),
        ["padding of the channels"] = (graph, input) =>
        {
            string[] pads = [input, graph.Constant("pads", 0, 4, 0, 0, 0, 4, 0, 0)];
            var range = new[] { graph.Constant("from", 4), graph.Constant("to", 12), graph.Constant("channels", 1) };
            return graph.Node("Slice", "next", [graph.Node("Pad", "wide", pads), .. range]);
        },
        ["a maximum"] = (graph, input) => graph.Node("MaxPool", "next", [input], Three, Ones),
        ["an average over cells"] = (graph, input) => graph.Node("AveragePool", "next", [input], Three, Ones),
        ["an average over cells and padding"] = (graph, input) =>
            graph.Node("AveragePool", "next", [input], Three, Ones, Attribute("count_include_pad", 1L)),
        ["an average with SAME padding"] = (graph, input) =>
            graph.Node("AveragePool", "next", [input], Attribute("kernel_shape", 2, 2), Text("auto_pad", "SAME_UPPER")),
        ["squeeze-and-excitation"] = (graph, input) => Excited(graph, input, graph.Node("GlobalAveragePool", "squeeze", [input])),
        ["squeeze-and-excitation by a reduction"] = (graph, input) =>
            Excited(graph, input, graph.Node("ReduceMean", "squeeze", [input], Attribute("axes", -1, -2))),
        ["a maximum behind squeeze-and-excitation"] = (graph, input) => graph.Node(
            "MaxPool", "next", [Excited(graph, input, graph.Node("GlobalAveragePool", "squeeze", [input]))], Three, Ones),
        ["branches along the channels"] = (graph, input) =>
        {
            graph.Node("Split", "split", [input], ["left", "right"], Attribute("axis", 1L));
            return Convolution(graph, "next", graph.Node("Concat", "joined", ["right", "left"], Attribute("axis", -3L)), 3, 1, Ones);
        },
        ["a slice of the channels"] = (graph, input) =>
        {
            string[] range = [graph.Constant("from", 0), graph.Constant("to", 4), graph.Constant("channels", 1)];
            var half = graph.Node("Slice", "half", [input, .. range]);
            return graph.Node("Concat", "next", [half, half], Attribute("axis", 1L));
        },
    };

    /// <summary>Other ways to reach the last stage.</summary>
    private static readonly Dictionary<string, Func<GraphBuilder, string, string>> Strides = new(StringComparer.Ordinal)
    {
        ["two in parallel"] = (graph, input) =>
            graph.Node("Add", "sum", [Strided(graph, input), Convolution(graph, "shortcut", input, 1, 1, ByTwo)]),
        ["SAME padding"] = (graph, input) => Convolution(graph, "strided", input, 3, 1, ByTwo, Text("auto_pad", "SAME_UPPER")),
        ["SAME padding in front"] = (graph, input) => Convolution(graph, "strided", input, 3, 1, ByTwo, Text("auto_pad", "SAME_LOWER")),
        ["padding in front of it"] = (graph, input) => Convolution(graph, "strided", Framed(graph, input, 0, 0, 1, 1), 3, 1, ByTwo),
        ["a depthwise convolution"] = (graph, input) => Convolution(graph, "strided", input, 3, Channels, ByTwo, Ones),
        ["a convolution of 2 x 2"] = (graph, input) => Convolution(graph, "strided", input, 2, 1, ByTwo),
        ["a maximum"] = (graph, input) => graph.Node("MaxPool", "strided", [input], Three, Ones, ByTwo),
        ["an average of 2 x 2"] = (graph, input) => graph.Node("AveragePool", "strided", [input], Attribute("kernel_shape", 2, 2), ByTwo),
        ["an average without padding counted"] = (graph, input) => graph.Node("AveragePool", "strided", [input], Three, Ones, ByTwo),
    };

    public static TheoryData<string> StageNames => [.. Stages.Keys];

    public static TheoryData<string> StrideNames => [.. Strides.Keys];

    [Theory]
    [MemberData(nameof(StageNames))]
    public void Whatever_follows_the_last_stride(string stage)
    {
        using var network = new StagedNetwork(
            (graph, input) => graph.Node("Relu", "last", [Stages[stage](graph, graph.Node("Relu", "bend", [Strided(graph, input)]))]));
        network.AssertSame();
    }

    [Theory]
    [MemberData(nameof(StrideNames))]
    public void Whatever_the_last_stride_is(string stride)
    {
        using var network = new StagedNetwork((graph, input) => Stages["a maximum"](graph, Strides[stride](graph, input)));
        network.AssertSame();
    }

    [Fact]
    public void Axes_that_are_inputs_are_read()
    {
        using var network = new StagedNetwork(
            (graph, input) =>
            {
                var strided = Strided(graph, input);
                var squeezed = graph.Node("ReduceMean", "squeeze", [strided, graph.Constant("axes", 2, 3)]);
                return Stages["a padded convolution"](graph, Excited(graph, strided, squeezed));
            },
            opset: 18);
        network.AssertSame();
    }

    [Fact]
    public void A_gate_of_another_resolution_stays_what_it_is()
    {
        using var network = new StagedNetwork((graph, input) =>
            Strided(graph, Excited(graph, input, graph.Node("GlobalAveragePool", "squeeze", [input]))));
        network.AssertSame();
        Assert.DoesNotContain(network.Model.Graph.Node, node => node.Output[0] == "stem_even_cells");
    }

    [Fact]
    public void The_cells_in_between_are_what_the_network_gives_for_the_image_moved_by_half_a_stride()
    {
        const int Side = 64;
        const int Moved = Stride / 2;
        using var network = new StagedNetwork((graph, input) => Stages["a maximum"](graph, Strided(graph, input)));
        network.Halve();
        var pixels = HandBuiltNetwork.Random(5, 3 * Side * Side);
        var shifted = Enumerable.Range(0, pixels.Length).Select(index => index % Side < Side - Moved ? pixels[index + Moved] : 0).ToArray();
        using var image = Image(pixels, Side, Side);
        using var movedImage = Image(shifted, Side, Side);
        var (found, expected) = (network.RunHalved(image), network.RunHalved(movedImage));
        Assert.Equal((32, 32), (found.Rows, found.Columns));
        // Away from the borders, which see padding.
        for (var cell = (8 * 32) + 8; cell < (8 * 32) + 24; cell++)
        {
            Assert.Equal(expected.Maps[0][cell], found.Maps[0][cell + 1], 1e-4f * (found.Maps[0].Max() - found.Maps[0].Min()));
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(32, false)]
    [InlineData(16, true)]
    public void A_stride_is_the_networks_own_or_half_of_it(int? asked, bool isHalf) => Assert.Equal(isHalf, StrideChoice.IsHalf(asked, 32));

    /// <summary>A gate for each channel (Hu et al. 2018).</summary>
    private static string Framed(GraphBuilder graph, string input, long top, long left, long bottom, long right) =>
        graph.Node("Pad", "framed", [input, graph.Constant("pads", 0, 0, top, left, 0, 0, bottom, right)]);

    private static string Excited(GraphBuilder graph, string input, string squeezed)
    {
        var gate = graph.Node("Sigmoid", "gate", [Convolution(graph, "excitation", squeezed, 1)]);
        return graph.Node("Mul", "excited", [input, gate]);
    }
}
