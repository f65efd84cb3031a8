using CamFunctions.Model;
using CamFunctions.Model.Import;
using CamFunctions.Shared.Inference;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Fuzz;

/// <summary>Models that once were reported as unexpected errors, with a stack trace, or took their time.</summary>
public sealed class ModelFindingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("model-without-graph.onnx", "can't use the model file")]
    [InlineData("model-null-character-in-metadata.onnx", "a metadata property whose name can't be read")]
    public void A_broken_prepared_model_is_named(string file, string words) => Assert.Contains(
        words,
        Assert.Throws<InvalidModelException>(() => CamModel.Load(Write(file), threads: 1)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("network-null-character-in-location.onnx", "a file whose name has a null character")]
    [InlineData("network-of-enormous-images.onnx", "the maximum is 2,048 along each side")]
    [InlineData("network-value-made-twice.onnx", "two nodes that produce features")]
    [InlineData("network-of-65536-rows.onnx", "images of 224 x 65,536 pixels")]
    public void A_network_that_nobody_exported_is_refused(string file, string words)
    {
        var request = PreparedNetwork.Request(Write(file), classes: 1, preprocessing: null);
        Assert.Contains(
            words,
            Assert.Throws<ModelException>(() => OnnxImporter.Import(request, folder.Path, folder.File("prepared.onnx"))).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private string Write(string file)
    {
        File.WriteAllBytes(folder.File(file), FuzzedFile.Read(file));
        return folder.File(file);
    }
}
