using CamFunctions.Cli.Models;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;

using CamFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(ModelFixture))]

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// The prepared ResNet-50 in both precisions. The first test that needs it prepares it, if it is missing, and loads it for all others.
/// </summary>
public sealed class ModelFixture : IDisposable
{
    private static readonly Lazy<string> Float32 = new(() => Prepare(Precision.Float32)), Int8 = new(() => Prepare(Precision.Int8));

    private readonly Lazy<CamModel> eightBit = new(() => CamModel.Load(QuantizedPath, threads: 1));
    private readonly Lazy<CamModel> float32 = new(() => CamModel.Load(ModelPath, threads: 1));

    public static string ModelPath => Float32.Value;

    public static string QuantizedPath => Int8.Value;

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
        foreach (var model in new[] { float32, eightBit }.Where(model => model.IsValueCreated))
        {
            model.Value.Dispose();
        }
    }

    /// <summary>On a thread of the pool, because a test that waits here has a thread that others may be waiting for.</summary>
    private static string Prepare(Precision precision) =>
        Task.Run(() => DefaultModel.EnsureAsync(precision, CancellationToken.None)).GetAwaiter().GetResult();
}
