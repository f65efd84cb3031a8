using CamFunctions.Model;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using DataType = CamFunctions.Model.Onnx.TensorProto.Types.DataType;

namespace CamFunctions.Tests.Model.Import;

/// <summary>The forms that networks come in: number types, layouts, sides, operator versions, names, outputs.</summary>
public sealed class NetworkFormTests : IDisposable
{
    private const int Channels = HandBuiltNetwork.Channels;
    private const int Classes = 4;

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    public void A_softmax_at_the_end_is_looked_behind(string softmax)
    {
        using var logits = new HandBuiltNetwork(Dense);
        using var network = new HandBuiltNetwork((graph, features) => graph.Node("Identity", "scores", [graph.Node(softmax, "normalised", [Dense(graph, features)])]));
        using var prepared = network.Import(Classes);
        logits.AssertMapsOf(prepared);
    }

    [Fact]
    public void Feature_maps_that_are_the_classes_are_the_maps()
    {
        using var network = new HandBuiltNetwork((graph, features) => graph.Node("Flatten", "scores", [graph.Node("GlobalAveragePool", "mean", [features])]));
        using var prepared = network.Import(Channels);
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void A_float16_network_agrees_with_its_float32_self()
    {
        using var single = new HandBuiltNetwork(Dense);
        using var half = new HandBuiltNetwork(Dense);
        Halve(half.Network);
        using var prepared = half.Import(Classes);
        Assert.Equal(DataType.Float16, Type(Read(prepared.Path).Graph.Input[0]));

        var image = HandBuiltNetwork.Random(2, 3 * 12 * 20);
        using var one = single.Import(Classes);
        using var input = OrtValue.CreateTensorValueFromMemory(image, [1, 3, 12, 20]);
        using var halfInput = OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(image, value => (Float16)value), [1, 3, 12, 20]);
        AssertClose(one.Run(input).Maps, prepared.Run(halfInput).Maps, 2e-2f);
    }

    [Fact]
    public void A_network_with_quantised_weights_and_activations_agrees_with_its_float32_self()
    {
        using var single = new HandBuiltNetwork(Dense);
        using var whole = new HandBuiltNetwork((graph, features) => Rounded(graph, Dense(graph, Rounded(graph, features, 0.06f)), 0.03f));
        using var one = single.Import(Classes);
        using var prepared = whole.Import(Classes);
        using var input = OrtValue.CreateTensorValueFromMemory(HandBuiltNetwork.Random(2, 3 * 12 * 20), [1, 3, 12, 20]);
        AssertClose(one.Run(input).Maps, prepared.Run(input).Maps, 2e-2f);
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
        using var network = new HandBuiltNetwork(Dense, opset);
        using var prepared = network.Import(Classes);
        Assert.Equal(Math.Max(10, opset), OperatorSet.Of(Read(prepared.Path)));
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void What_operators_have_lost_since_set_7_is_rewritten()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node("Flatten", "scores", [graph.Node("GlobalAveragePool", "mean", [graph.Node("Slice", "part", [features], GraphBuilder.Attribute("starts", [1L]), GraphBuilder.Attribute("ends", [5L]), GraphBuilder.Attribute("axes", [1L]))])]),
            opset: 7);
        using var prepared = network.Import(Classes);
        Assert.Equal(4, prepared.Report.Channels);
    }

    [Fact]
    public void Initializers_that_are_listed_as_inputs_too_are_no_inputs()
    {
        using var network = new HandBuiltNetwork(Dense);
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
        using var plain = new HandBuiltNetwork(Dense);
        using var network = new HandBuiltNetwork((graph, features) => graph.Node("Identity", "logits", [graph.Node("Identity", "cam_logits", [Dense(graph, graph.Node("Identity", "maps", [features]))])]));
        GraphNames.Rename(network.Network.Graph, new Dictionary<string, string>(StringComparer.Ordinal) { ["input"] = "image", ["kernel"] = "classes", ["w"] = "pre_means", ["mean"] = "topK" });
        using var prepared = network.Import(Classes);
        plain.AssertMapsOf(prepared);
    }

    [Fact]
    public void Of_several_outputs_the_one_with_the_labels_number_of_classes_counts_and_the_others_go()
    {
        using var network = new HandBuiltNetwork(Dense);
        var builder = new GraphBuilder(network.Network.Graph);
        var auxiliary = builder.Node("Flatten", "auxiliary", [builder.Node("GlobalAveragePool", "auxiliary_mean", ["features"])]);
        network.Network.Graph.Output.Insert(0, Values.Declare("features"));
        network.Network.Graph.Output.Insert(1, Values.Declare(auxiliary));
        using var prepared = network.Import(Classes);
        network.AssertMapsOf(prepared);
        Assert.DoesNotContain(Read(prepared.Path).Graph.Node, node => node.Name.StartsWith("auxiliary", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_of_another_number_are_refused()
    {
        using var network = new HandBuiltNetwork(Dense);
        Assert.Contains("has 4 classes, and there are 5 labels", Assert.Throws<ModelException>(() => network.Import(5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_sides_stay_open_and_the_stride_is_measured()
    {
        using var network = new HandBuiltNetwork(Dense, isOpen: true);
        using var prepared = network.Import(Classes);
        Assert.Equal((HandBuiltNetwork.Stride, "whole", null), (prepared.Report.Stride, prepared.Report.Geometry, prepared.Report.Sides));
        network.AssertMapsOf(prepared);
    }

    [Fact]
    public void Fixed_sides_are_cropped_to()
    {
        using var network = new HandBuiltNetwork(Dense);
        using var prepared = network.Import(Classes);
        Assert.Equal((HandBuiltNetwork.Stride, "crop", (12, 20)), (prepared.Report.Stride, prepared.Report.Geometry, prepared.Report.Sides));
    }

    [Fact]
    public void Open_sides_before_an_average_of_fixed_windows_are_fixed()
    {
        using var network = new HandBuiltNetwork(
            (graph, features) => graph.Node("Flatten", "scores", [graph.Node("AveragePool", "mean", [features], GraphBuilder.Attribute("kernel_shape", 10L, 10L))]),
            isOpen: true);
        using var prepared = network.Import(Channels, side: 40);
        Assert.Equal((40, 40), prepared.Report.Sides);
    }

    [Fact]
    public void Unknown_fields_survive()
    {
        using var network = new HandBuiltNetwork(Dense);
        // Field 51 of the model, a string, which no version of the format has.
        byte[] strange = [0x9A, 0x03, 0x04, .. "kept"u8];
        var path = folder.File("strange.onnx");
        File.WriteAllBytes(path, [.. network.Network.ToByteArray(), .. strange]);
        using var prepared = new PreparedNetwork(path, Classes);
        Assert.True(File.ReadAllBytes(prepared.Path).AsSpan().IndexOf(strange) >= 0);
    }

    public void Dispose() => folder.Dispose();

    private static string Dense(GraphBuilder graph, string features) => graph.Node(
        "Gemm",
        "dense",
        [
            graph.Node("Flatten", "vector", [graph.Node("GlobalAveragePool", "mean", [features])]),
            graph.Constant("w", HandBuiltNetwork.Random(3, Channels * Classes), Channels, Classes),
            graph.Constant("b", HandBuiltNetwork.Random(4, Classes), Classes),
        ]);

    /// <summary>To int8 and back, as quantised networks do with activations.</summary>
    private static string Rounded(GraphBuilder graph, string value, float step)
    {
        var scale = graph.Constant($"{value}_step", [step]);
        var zero = graph.Node("Cast", $"{value}_zero", [graph.Constant($"{value}_zero_float", [3f])], GraphBuilder.Attribute("to", (long)DataType.Int8));
        return graph.Node("DequantizeLinear", $"{value}_back", [graph.Node("QuantizeLinear", $"{value}_whole", [value, scale, zero]), scale, zero]);
    }

    /// <summary>All numbers of a network to float16, as converters do.</summary>
    private static void Halve(ModelProto model)
    {
        model.Graph.Input[0] = Values.Declare("input", DataType.Float16, 1, 3, 12, 20);
        foreach (var tensor in model.Graph.Initializer.Where(tensor => tensor.DataType == (int)DataType.Float))
        {
            var numbers = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
            tensor.RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes<Half>(Array.ConvertAll(numbers, number => (Half)number)));
            tensor.DataType = (int)DataType.Float16;
        }
    }

    private static void AssertClose(float[][] expected, float[][] found, float share)
    {
        var (all, others) = (expected.SelectMany(map => map).ToArray(), found.SelectMany(map => map).ToArray());
        var tolerance = share * (all.Max() - all.Min());
        Assert.Equal(all.Length, others.Length);
        Assert.All(all.Zip(others), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private static ModelProto Read(string path) => ModelFile.Read(path);

    private static DataType Type(ValueInfoProto value) => (DataType)value.Type.TensorType.ElemType;
}
