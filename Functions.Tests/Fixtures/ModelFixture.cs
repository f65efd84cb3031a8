using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;

using CamFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(ModelFixture))]

namespace CamFunctions.Tests.Fixtures;

/// <summary>The prepared ResNet-50, loaded once for all tests.</summary>
public sealed class ModelFixture : IDisposable
{
    public static readonly string ModelPath = Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam.onnx");

    public static readonly string QuantizedPath = Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam-int8.onnx");

    public CamModel Model { get; } = CamModel.Load(ModelPath, threads: 1);

    public ImageAnalyzer Analyzer(AnalysisOptions? options = null) => new(Model, options ?? new AnalysisOptions());

    public ImageProcessor Processor(AnalysisOptions? options = null) => new(Analyzer(options), TimeProvider.System);

    public void Dispose() => Model.Dispose();
}
