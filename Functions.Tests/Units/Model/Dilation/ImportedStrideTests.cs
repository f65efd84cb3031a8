using CamFunctions.Model;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Dilation;

/// <summary>Networks of PyTorch's and TensorFlow's exporters, imported with half their stride. The import itself compares.</summary>
public sealed class ImportedStrideTests
{
    [Theory]
    [InlineData("mobilenet_v2-dynamo20dyn", 10, 16)]
    [InlineData("mobilenet_v2-legacy13dyn", 10, 16)]
    [InlineData("densenet-legacy17dyn", 13, 32)]
    [InlineData("resnet_bottleneck-legacy11", 10, 32)]
    [InlineData("resnet_bottleneck-dynamo18external", 10, 32)]
    [InlineData("keras_resnet_softmax-tf2onnx13", 10, 32)]
    [InlineData("nin_relu-legacy13dyn", 12, 8)]
    public void Its_stride_is_halved_if_that_is_asked_for(string network, int classes, int stride)
    {
        using var asItIs = new PreparedNetwork(PathOf(network), classes);
        Assert.Equal(stride, asItIs.Report.Stride);
        using var halved = new PreparedNetwork(PathOf(network), classes, stride: stride / 2);
        Assert.Equal(stride / 2, halved.Report.Stride);
    }

    [Theory]
    [InlineData("shufflenet-legacy17dyn", 10, 16, "/stage4/stage4.0/Reshape_1 (Reshape): what Reshape does on a grid")]
    [InlineData("conv_head-legacy17dyn", 9, 16, "/f/f.2/Conv (Conv): its stride is 4 x 4, and only one of 2 x 2 can be halved")]
    [InlineData("resnet_bottleneck-legacy11", 10, 8, "--stride 8 is not possible: the network has 32 pixels per cell")]
    public void A_network_that_does_not_allow_it_is_refused(string network, int classes, int stride, string reason)
    {
        var exception = Assert.Throws<ModelException>(() => new PreparedNetwork(PathOf(network), classes, stride: stride));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private static string PathOf(string network) => Path.Combine(AppContext.BaseDirectory, "TestData", "Onnx", $"{network}.onnx");
}
