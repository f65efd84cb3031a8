using CamFunctions.Inference;
using CamFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(ModelFixture))]

namespace CamFunctions.Tests.Fixtures;

/// <summary>The real, prepared ResNet-50, loaded once for all tests.</summary>
public sealed class ModelFixture : IDisposable
{
    public static readonly string ModelPath = Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam.onnx");

    public CamModel Model { get; } = CamModel.Load(ModelPath, threads: 0);

    public CamPipeline Pipeline(PipelineOptions? options = null) => new(Model, options ?? new PipelineOptions());

    public void Dispose() => Model.Dispose();
}
