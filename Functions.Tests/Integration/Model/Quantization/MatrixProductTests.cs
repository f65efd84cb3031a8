using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;
using CamFunctions.Model.Quantization;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Quantization;

/// <summary>Which convolutions ONNX Runtime is to compute with AMX, where there is one.</summary>
public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(128, 256, 1, 1, 0, true)]
    [InlineData(128, 32, 3, 1, 0, true)]
    [InlineData(127, 256, 1, 1, 0, false)]
    [InlineData(128, 255, 1, 1, 0, false)]
    [InlineData(128, 256, 1, 2, 0, false)]
    [InlineData(128, 256, 1, 1, 7, false)]
    public void Large_windows_and_many_channels_are_worth_it(
        int channels, int inputs, int kernel, int groups, byte zeroPoint, bool isWorthIt)
    {
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "one" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        model.Graph.Input.Add(Values.Declare("maps", TensorProto.Types.DataType.Float, 1, inputs * groups, 8, 8));
        model.Graph.Output.Add(Values.Declare("sums"));
        var builder = new GraphBuilder(model.Graph);
        var weights = builder.Constant("weights", new float[channels * inputs * kernel * kernel], channels, inputs, kernel, kernel);
        builder.Node("Conv", "sums", ["maps", weights], GraphBuilder.Attribute("group", (long)groups));
        var node = OnnxGraph.Of(model).Nodes.Single();
        var layer = WeightedLayer.Read(node, new FloatConstants(model));
        Assert.Equal(isWorthIt, MatrixProduct.Suits(node, layer, new EightBitScale(1, zeroPoint)));
    }

    [Fact]
    public void Of_the_ResNet_50_they_are_38_of_53()
    {
        var graph = OnnxGraph.Of(ModelFile.ReadWhole(ModelFixture.QuantizedPath));
        var readers = graph.Nodes.Where(node => node.Proto.Input.Contains(CamContract.MatrixZeroPoint));
        Assert.Equal(38, readers.Select(reader => Assert.Single(reader.Output.Consumers)).Count(node => node.Operator == "Conv"));
    }
}
