using CamFunctions.Model.Cam;
using CamFunctions.Model.Import;
using CamFunctions.Model.Onnx;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Model.Import;

public sealed class PreprocessingTests : IDisposable
{
    private static readonly string Exported = Path.Combine(AppContext.BaseDirectory, "TestData", "Onnx");

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("resnet_bottleneck-legacy11", "torchvision")]
    [InlineData("resnet_bottleneck-legacy11", "keras-caffe")]
    [InlineData("keras_resnet_softmax-tf2onnx13", "keras-tf")]
    [InlineData("keras_resnet_softmax-tf2onnx13", "keras-caffe")]
    [InlineData("shufflenet-legacy17dyn", "unit")]
    [InlineData("mobilenet_v2-dynamo20dyn", "efficientnet-lite")]
    public void The_preprocessing_gives_a_network_the_numbers_it_was_trained_with(string name, string preset)
    {
        // The import compares with numbers that were computed outside the graph, and fails where they are others.
        var output = folder.File("prepared.onnx");
        var report = OnnxImporter.Import(
            PreparedNetwork.Request(Path.Combine(Exported, $"{name}.onnx"), 10, Preprocessing.Presets[preset]),
            folder.Path,
            output);
        Assert.InRange(report.ScoreDifference, 0, 1e-4);
        var image = ModelFile.Read(output).Graph.Input[0];
        Assert.Equal(("image", (int)TensorProto.Types.DataType.Uint8), (image.Name, image.Type.TensorType.ElemType));
    }

    public void Dispose() => folder.Dispose();
}
