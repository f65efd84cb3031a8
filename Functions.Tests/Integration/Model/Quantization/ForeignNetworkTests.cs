using CamFunctions.Cli.Images;
using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Import;
using CamFunctions.Model.Quantization;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Quantization;

/// <summary>Imported networks of other kinds in eight bits: depthwise and grouped convolutions, Clip, Concat, channel shuffles.</summary>
public sealed class ForeignNetworkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("resnet_bottleneck-dynamo18", 10)]
    [InlineData("mobilenet_v2-legacy13dyn", 10)]
    [InlineData("mobilenet_v2-dynamo20dyn", 10)]
    [InlineData("shufflenet-legacy17dyn", 10)]
    [InlineData("densenet-legacy17dyn", 13)]
    [InlineData("nin_relu-legacy13dyn", 12)]
    public void Its_convolutions_are_integer_kernels_and_its_maps_those_of_float32(string network, int classes)
    {
        var comparison = Quantize(network, classes);
        var operators = OptimizedGraph.Operators(folder.File("int8.onnx"));
        Assert.DoesNotContain(operators.Keys, name => name is "Conv" or "FusedConv" or "Clip");
        Assert.True(operators["QLinearConv"] > 1);
        // Random weights: trained networks agree better.
        Assert.True(comparison.MeanCorrelation > 0.95, $"correlation {comparison.MeanCorrelation}, {string.Join(", ", operators)}");
        Assert.True(comparison.InvariantDifference < 1e-5, $"difference {comparison.InvariantDifference}");
    }

    [Fact]
    public void A_network_of_old_operators_is_refused_with_a_sentence()
    {
        var exception = Assert.Throws<ModelException>(() => Quantize("resnet_bottleneck-legacy11", 10));
        Assert.Contains("version 11 of the ONNX operators", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_eight_bit_model_is_refused_with_a_sentence()
    {
        var exception = Assert.Throws<ModelException>(() => Quantizer.Open(ModelFixture.QuantizedPath, folder.Path));
        Assert.Contains("is quantised already", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_of_another_network_are_refused_with_a_sentence()
    {
        Import("nin-dynamo18", 12);
        var ranges = CamFunctions.Model.Keras.ResNet50.Ranges();
        var exception = Assert.Throws<ModelException>(
            () => Quantizer.Open(folder.File("float.onnx"), folder.Path).Write(ranges, folder.File("int8.onnx")));
        Assert.Contains("are of another network: they lack the value", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private PrecisionComparison Quantize(string network, int classes)
    {
        Import(network, classes);
        var images = NetworkImages.Read(Photographs.Folder, folder.File("float.onnx"));
        var quantizer = Quantizer.Open(folder.File("float.onnx"), folder.Path);
        quantizer.Write(quantizer.Calibrate(images, RangeRule.Percentile), folder.File("int8.onnx"));
        return PrecisionComparison.Of(folder.File("float.onnx"), folder.File("int8.onnx"), images);
    }

    private void Import(string network, int classes)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "TestData", "Onnx", $"{network}.onnx");
        var request = PreparedNetwork.Request(path, classes, Preprocessing.Presets["torchvision"]);
        OnnxImporter.Import(request, folder.Path, folder.File("float.onnx"));
    }
}
