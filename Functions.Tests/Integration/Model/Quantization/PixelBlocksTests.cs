using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;
using CamFunctions.Model.Quantization;
using CamFunctions.Tests.Fixtures;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Model.Quantization;

/// <summary>The first convolution over blocks of pixels instead of over pixels.</summary>
public sealed class PixelBlocksTests
{
    private const int Height = 16;
    private const int Width = 20;
    private const int Outputs = 4;

    [Theory]
    [InlineData(7, 7, 3, 3, 3, 3)]
    [InlineData(7, 7, 2, 2, 3, 3)]
    [InlineData(5, 7, 2, 3, 1, 2)]
    [InlineData(6, 4, 2, 1, 2, 1)]
    [InlineData(11, 11, 0, 0, 0, 0)]
    [InlineData(7, 5, 0, 1, 9, 8)]
    public void The_same_products_are_added_up(int height, int width, int top, int left, int bottom, int right)
    {
        AssertSameOverBlocks(Network(height, width, GraphBuilder.Attribute("pads", top, left, bottom, right)));
    }

    [Theory]
    [InlineData("SAME_UPPER")]
    [InlineData("SAME_LOWER")]
    [InlineData("VALID")]
    public void Padding_may_be_left_to_ONNX_Runtime(string padding)
    {
        AssertSameOverBlocks(Network(7, 6, GraphBuilder.Text("auto_pad", padding)));
    }

    [Theory]
    [InlineData(3, 2, 20, null)]
    [InlineData(7, 1, 20, null)]
    [InlineData(7, 2, 19, null)]
    [InlineData(7, 2, 20, "MaxPool")]
    public void Small_windows_other_strides_odd_images_and_later_convolutions_stay(int kernel, int stride, int imageWidth, string? before)
    {
        var (node, layer) = Convolution(Network(kernel, kernel, GraphBuilder.Attribute("pads", 3, 3, 3, 3), stride, imageWidth, before));
        Assert.Null(PixelBlocks.Of(node, layer));
    }

    [Fact]
    public void The_ResNet_50_begins_with_windows_of_4_by_4_blocks()
    {
        var graph = OnnxGraph.Of(ModelFile.ReadWhole(ModelFixture.QuantizedPath));
        var blocks = Assert.Single(graph.Nodes, node => node.Operator == "SpaceToDepth").Output;
        var convolution = Assert.Single(Assert.Single(blocks.Consumers).Output.Consumers);
        Assert.Equal([4, 4], convolution.GetIntegers("kernel_shape")!);
        Assert.Equal([2, 2, 1, 1], convolution.GetIntegers("pads")!);
    }

    private static void AssertSameOverBlocks(ModelProto model)
    {
        var (node, layer) = Convolution(model);
        var blocks = PixelBlocks.Of(node, layer)!;
        var expected = Run(model);

        var (values, shape) = blocks.Rearrange(Array.ConvertAll(layer.Weights, weight => (sbyte)weight), layer.Shape);
        var builder = new GraphBuilder(model.Graph);
        var rewritten = blocks.Rewrite(node.Proto);
        rewritten.Input[0] = builder.Node("SpaceToDepth", "blocks", [node.Input(0)!.Name], GraphBuilder.Attribute("blocksize", 2L));
        rewritten.Input[1] = builder.Constant("weights_of_blocks", Array.ConvertAll(values, value => (float)value), shape);
        model.Graph.Node.Remove(node.Proto);
        model.Graph.Node.Add(rewritten);
        Assert.Equal(expected, Run(model));
    }

    private static (GraphNode Node, WeightedLayer Layer) Convolution(ModelProto model)
    {
        var convolution = OnnxGraph.Of(model).Nodes.Single(node => node.Operator == "Conv");
        return (convolution, WeightedLayer.Read(convolution, new FloatConstants(model)));
    }

    /// <summary>A convolution of an image, with weights of the size of those that are stored in eight bits.</summary>
    private static ModelProto Network(
        int height, int width, AttributeProto padding, int stride = 2, int imageWidth = Width, string? before = null)
    {
        var random = new Random(20261129);
        var limit = EightBitWeights.Limit;
        float[] weights = [.. Enumerable.Range(0, Outputs * 3 * height * width).Select(_ => random.Next(-limit, limit + 1))];
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "first" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        model.Graph.Input.Add(Values.Declare(CamContract.Image, TensorProto.Types.DataType.Uint8, Height, imageWidth, 3));
        model.Graph.Output.Add(Values.Declare("sums"));
        var builder = new GraphBuilder(model.Graph);
        var data = new Preprocessing([0, 0, 0], Scales: null, IsBgr: false).AddTo(builder, CamContract.Image, ImageLayout.ChannelsFirst);
        data = before is null ? data : builder.Node(before, "before", [data], GraphBuilder.Attribute("kernel_shape", 1, 1));
        var constant = builder.Constant("weights", weights, Outputs, 3, height, width);
        builder.Node("Conv", "sums", [data, constant], padding, GraphBuilder.Attribute("strides", stride, stride));
        return model;
    }

    /// <summary>Whole numbers below 2^24, which float32 adds up exactly.</summary>
    private static float[] Run(ModelProto model)
    {
        var random = new Random(1);
        byte[] pixels = [.. Enumerable.Range(0, Height * Width * 3).Select(_ => (byte)random.Next(256))];
        using var plain = Sessions.Unoptimized();
        using var session = new InferenceSession(model.ToByteArray(), plain);
        using var image = OrtValue.CreateTensorValueFromMemory(pixels, [Height, Width, 3]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [CamContract.Image], [image], ["sums"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
