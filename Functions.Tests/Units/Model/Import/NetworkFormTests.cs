using CamFunctions.Model;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using Google.Protobuf;
using DataType = CamFunctions.Model.Onnx.TensorProto.Types.DataType;

namespace CamFunctions.Tests.Model.Import;

/// <summary>The forms that networks come in: layouts, sides, operator versions, names, outputs.</summary>
public sealed class NetworkFormTests : IDisposable
{
    private const int Channels = HandBuiltNetwork.Channels;
    private const int Classes = HandBuiltNetwork.DenseClasses;

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    public void A_softmax_at_the_end_is_looked_behind(string softmax)
    {
        using var logits = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node(
                "Identity",
                "scores",
                [graph.Node(softmax, "normalised", [HandBuiltNetwork.Dense(graph, features)])]));
        using var prepared = network.Import(Classes);
        logits.AssertMapsOf(prepared);
    }

    [Fact]
    public void Feature_maps_that_are_the_classes_are_the_maps()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node("Flatten", "scores", [graph.Node("GlobalAveragePool", "mean", [features])]));
        using var prepared = network.Import(Channels);
        network.AssertMapsOf(prepared);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(21)]
    public void Networks_of_every_operator_set_are_imported(long opset)
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense, opset);
        using var prepared = network.Import(Classes);
        Assert.Equal(Math.Max(10, opset), OperatorSet.Of(Read(prepared.Path)));
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void What_operators_have_lost_since_set_7_is_rewritten()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node(
                "Flatten",
                "scores",
                [
                    graph.Node(
                        "GlobalAveragePool",
                        "mean",
                        [
                            graph.Node(
                                "Slice",
                                "part",
                                [features],
                                GraphBuilder.Attribute("starts", [1L]),
                                GraphBuilder.Attribute("ends", [5L]),
                                GraphBuilder.Attribute("axes", [1L])),
                        ]),
                ]),
            opset: 7);
        using var prepared = network.Import(Classes);
        Assert.Equal(4, prepared.Report.Channels);
    }

    [Fact]
    public void Initializers_that_are_listed_as_inputs_too_are_no_inputs()
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        network.Network.IrVersion = 3;
        foreach (var tensor in network.Network.Graph.Initializer)
        {
            network.Network.Graph.Input.Add(Values.Declare(tensor.Name, (DataType)tensor.DataType, [.. tensor.Dims.Cast<object>()]));
        }

        using var prepared = network.Import(Classes);
        Assert.Equal(["input", "topK"], Read(prepared.Path).Graph.Input.Select(input => input.Name), StringComparer.Ordinal);
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void Names_that_the_head_needs_are_made_free()
    {
        using var plain = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node(
                "Identity",
                "logits",
                [graph.Node("Identity", "cam_logits", [HandBuiltNetwork.Dense(graph, graph.Node("Identity", "maps", [features]))])]));
        GraphNames.Rename(
            network.Network.Graph,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["input"] = "image",
                ["kernel"] = "classes",
                ["w"] = "pre_means",
                ["mean"] = "topK",
            });
        using var prepared = network.Import(Classes);
        plain.AssertMapsOf(prepared);
    }

    [Fact]
    public void Of_several_outputs_the_one_with_the_labels_number_of_classes_counts_and_the_others_go()
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        var builder = new GraphBuilder(network.Network.Graph);
        var auxiliary = builder.Node("Flatten", "auxiliary", [builder.Node("GlobalAveragePool", "auxiliary_mean", ["features"])]);
        network.Network.Graph.Output.Insert(0, Values.Declare("features"));
        network.Network.Graph.Output.Insert(1, Values.Declare(auxiliary));
        using var prepared = network.Import(Classes);
        network.AssertMapsOf(prepared);
        Assert.DoesNotContain(Read(prepared.Path).Graph.Node, node => node.Name.StartsWith("auxiliary", StringComparison.Ordinal));
    }

    [Fact]
    public void A_score_that_is_not_a_number_fails_the_proof()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node(
                "Add",
                "scores",
                [HandBuiltNetwork.Dense(graph, features), graph.Constant("nan", [0, float.NaN, 0, 0], 4)]));
        Assert.Contains("does not agree", Assert.Throws<ModelException>(() => network.Import(Classes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_another_number_are_refused()
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        Assert.Contains(
            "has 4 classes, and there are 5 labels",
            Assert.Throws<ModelException>(() => network.Import(5)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_sides_stay_open_and_the_stride_is_measured()
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense, isOpen: true);
        using var prepared = network.Import(Classes);
        var report = prepared.Report;
        Assert.Equal((HandBuiltNetwork.Stride, Geometry.Whole, null), (report.Stride, report.Geometry, report.Sides));
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void Fixed_sides_are_cropped_to()
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        using var prepared = network.Import(Classes);
        Assert.Equal(
            (HandBuiltNetwork.Stride, Geometry.Crop, (12, 20)),
            (prepared.Report.Stride, prepared.Report.Geometry, prepared.Report.Sides));
    }

    [Fact]
    public void Open_sides_before_an_average_of_fixed_windows_are_fixed()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node(
                "Flatten",
                "scores",
                [graph.Node("AveragePool", "mean", [features], GraphBuilder.Attribute("kernel_shape", 10L, 10L))]),
            isOpen: true);
        using var prepared = network.Import(Channels, side: 40);
        Assert.Equal((40, 40), prepared.Report.Sides);
    }

    [Fact]
    public void Unknown_fields_survive()
    {
        using var network = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        // Field 51 of the model, a string, which no version of the format has.
        byte[] strange = [0x9A, 0x03, 0x04, .. "kept"u8];
        var path = folder.File("strange.onnx");
        File.WriteAllBytes(path, [.. network.Network.ToByteArray(), .. strange]);
        using var prepared = new PreparedNetwork(path, Classes);
        Assert.True(File.ReadAllBytes(prepared.Path).AsSpan().IndexOf(strange) >= 0);
    }

    public void Dispose() => folder.Dispose();

    private static ModelProto Read(string path) => ModelFile.Read(path);

    private static DataType Type(ValueInfoProto value) => (DataType)value.Type.TensorType.ElemType;
}
