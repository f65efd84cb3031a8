using CamFunctions.Model;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Import;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Networks whose nodes are not in order, as some converters to float16 write them; ONNX Runtime sorts the nodes itself.</summary>
public sealed class NodeOrderTests : IDisposable
{
    private static readonly string Exported = Path.Combine(AppContext.BaseDirectory, "TestData", "Onnx");

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("mobilenet_v2-dynamo20dyn", 10)]
    [InlineData("densenet-legacy17dyn", 13)]
    [InlineData("keras_resnet_softmax-tf2onnx13", 10)]
    [InlineData("resnet_bottleneck-legacy11", 10)]
    public void An_exported_network_in_another_order_is_prepared_all_the_same(string name, int classes)
    {
        var model = ModelFile.ReadWhole(Path.Combine(Exported, $"{name}.onnx"));
        Reverse(model.Graph);
        ModelFile.Write(model, folder.File("reversed.onnx"));
        using var ordered = new PreparedNetwork(Path.Combine(Exported, $"{name}.onnx"), classes);
        using var reversed = new PreparedNetwork(folder.File("reversed.onnx"), classes);
        Assert.Equal(WithoutDifferences(ordered.Report), WithoutDifferences(reversed.Report));
        Assert.InRange(reversed.Report.ScoreDifference, 0, 1e-4);
        AssertSorted(ModelFile.Read(reversed.Path).Graph);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(17)]
    public void A_network_by_hand_in_another_order_has_the_same_maps(long opset)
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense, opset);
        Reverse(network.Network.Graph);
        using var prepared = network.Import(HandBuiltNetwork.DenseClasses);
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void Branches_in_another_order_are_sorted_too()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) =>
            {
                var mean = graph.Node("GlobalAveragePool", "mean", [features]);
                return graph.Node("Flatten", "scores", [Branches.Squeeze(graph, mean, 3)]);
            },
            isOpen: true);
        var graph = network.Network.Graph;
        Reverse(graph);
        foreach (var branch in graph.Node.SelectMany(GraphNames.Subgraphs))
        {
            Reverse(branch);
        }

        using var prepared = network.Import(HandBuiltNetwork.Channels);
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void Nodes_that_are_in_order_stay_where_they_are()
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        var builder = new GraphBuilder(network.Network.Graph);
        network.Network.Graph.Output.Add(Values.Declare(builder.Node("Neg", "second", [builder.Node("Abs", "first", ["features"])])));
        var before = network.Network.Graph.Node.Select(node => node.Name).ToArray();
        OnnxGraph.Of(network.Network);
        Assert.Equal(before, network.Network.Graph.Node.Select(node => node.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void Nodes_in_a_circle_are_refused()
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        var builder = new GraphBuilder(network.Network.Graph);
        builder.Node("Add", "round", ["features", builder.Node("Neg", "and", ["round"])]);
        network.Network.Graph.Output.Add(Values.Declare("round"));
        var exception = Assert.Throws<ModelException>(() => network.Import(HandBuiltNetwork.DenseClasses));
        Assert.Contains("nodes need each other in a circle", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static ImportReport WithoutDifferences(ImportReport report) => report with { ScoreDifference = 0, InvariantDifference = 0 };

    /// <summary>The worst order: every node stands before those it needs.</summary>
    private static void Reverse(GraphProto graph)
    {
        var nodes = graph.Node.Reverse().ToArray();
        graph.Node.Clear();
        graph.Node.Add(nodes);
    }

    private static void AssertSorted(GraphProto graph)
    {
        var known = graph.Input.Select(input => input.Name)
            .Concat(graph.Initializer.Select(tensor => tensor.Name))
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(graph.Node, node =>
        {
            Assert.Subset(known, GraphNames.Reads(node).ToHashSet(StringComparer.Ordinal));
            known.UnionWith(node.Output);
        });
    }
}
