using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;

using CamFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(ModelFixture))]

namespace CamFunctions.Tests.Fixtures;

/// <summary>The prepared ResNet-50 in both precisions, each loaded when a test first asks for it.</summary>
public sealed class ModelFixture : IDisposable
{
    public static readonly string ModelPath = Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam.onnx");

    public static readonly string QuantizedPath = Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam-int8.onnx");

    private readonly Lazy<CamModel> eightBit = new(() => CamModel.Load(QuantizedPath, threads: 1));
    private readonly Lazy<CamModel> float32 = new(() => CamModel.Load(ModelPath, threads: 1));

    /// <summary>In float32, which the goldens are for.</summary>
    public CamModel FloatModel => float32.Value;

    /// <summary>In eight bits, as everything uses it unless told otherwise; it takes a third of the time.</summary>
    public CamModel EightBitModel => eightBit.Value;

    public CamModel Model(Precision precision) => precision == Precision.Int8 ? EightBitModel : FloatModel;

    /// <summary>The files of a prepared model that exist.</summary>
    public static IEnumerable<string> FilesOf(string model) =>
        new[] { model, ModelFiles.WeightsOf(model), ModelFiles.AmxGraphOf(model) }.Where(File.Exists);

    public ImageProcessor Processor(AnalysisOptions? options = null, ImageLimits? limits = null, Admission? admission = null) =>
        new(EightBitModel, options ?? new AnalysisOptions())
        {
            Limits = limits ?? new ImageLimits(),
            Admission = admission ?? Admission.OfProcess,
        };

    public void Dispose()
    {
        foreach (var model in new[] { eightBit, float32 }.Where(model => model.IsValueCreated))
        {
            model.Value.Dispose();
        }
    }
}
