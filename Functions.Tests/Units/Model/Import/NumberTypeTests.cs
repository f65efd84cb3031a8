using System.Runtime.InteropServices;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using DataType = CamFunctions.Model.Onnx.TensorProto.Types.DataType;

namespace CamFunctions.Tests.Model.Import;

/// <summary>Networks that compute with fewer bits, against themselves in float32.</summary>
public sealed class NumberTypeTests
{
    private const int Classes = HandBuiltNetwork.DenseClasses;

    [Fact]
    public void A_float16_network_agrees_with_its_float32_self()
    {
        using var single = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        using var half = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        Halve(half.Network);
        using var prepared = half.Import(Classes);
        Assert.Equal(DataType.Float16, (DataType)ModelFile.Read(prepared.Path).Graph.Input[0].Type.TensorType.ElemType);

        var image = HandBuiltNetwork.Random(2, 3 * 12 * 20);
        using var one = single.Import(Classes);
        using var input = OrtValue.CreateTensorValueFromMemory(image, [1, 3, 12, 20]);
        using var halfInput = OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(image, value => (Float16)value), [1, 3, 12, 20]);
        AssertClose(one.Run(input).Maps, prepared.Run(halfInput).Maps, 2e-2f);
    }

    [Fact]
    public void A_network_with_quantised_weights_and_activations_agrees_with_its_float32_self()
    {
        using var single = new HandBuiltNetwork(HandBuiltNetwork.Dense);
        using var whole = new HandBuiltNetwork(
            (graph, features) => Rounded(graph, HandBuiltNetwork.Dense(graph, Rounded(graph, features, 0.06f)), 0.03f));
        using var one = single.Import(Classes);
        using var prepared = whole.Import(Classes);
        using var input = OrtValue.CreateTensorValueFromMemory(HandBuiltNetwork.Random(2, 3 * 12 * 20), [1, 3, 12, 20]);
        AssertClose(one.Run(input).Maps, prepared.Run(input).Maps, 2e-2f);
    }

    /// <summary>To int8 and back, as quantised networks do with activations.</summary>
    private static string Rounded(GraphBuilder graph, string value, float step)
    {
        var scale = graph.Constant($"{value}_step", [step]);
        var zero = graph.Node(
            "Cast",
            $"{value}_zero",
            [graph.Constant($"{value}_zero_float", [3f])],
            GraphBuilder.Attribute("to", (long)DataType.Int8));
        return graph.Node(
            "DequantizeLinear",
            $"{value}_back",
            [graph.Node("QuantizeLinear", $"{value}_whole", [value, scale, zero]), scale, zero]);
    }

    /// <summary>All numbers of a network to float16, as converters do.</summary>
    private static void Halve(ModelProto model)
    {
        model.Graph.Input[0] = Values.Declare("input", DataType.Float16, 1, 3, 12, 20);
        foreach (var tensor in model.Graph.Initializer.Where(tensor => tensor.DataType == (int)DataType.Float))
        {
            var numbers = MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<Half>(Array.ConvertAll(numbers, number => (Half)number)));
            tensor.DataType = (int)DataType.Float16;
        }
    }

    private static void AssertClose(float[][] expected, float[][] found, float share) =>
        CloseNumbers.AssertClose([.. expected.SelectMany(map => map)], [.. found.SelectMany(map => map)], share);
}
