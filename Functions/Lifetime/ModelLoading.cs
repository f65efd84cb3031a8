using CamFunctions.Contract;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Configuration;
using CamFunctions.Shared.Inference;

namespace CamFunctions.Functions.Lifetime;

/// <summary>The model, which is loaded while the worker connects to the host.</summary>
internal sealed class ModelLoading : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "model");
    private static readonly string Int8 = Path.Combine(Folder, "resnet50-cam-int8.onnx");
    private static readonly string Float32 = Path.Combine(Folder, "resnet50-cam.onnx");

    private ModelLoading(Task<CamModel> model, Task warmUp)
    {
        Model = model;
        Completion = Task.WhenAll(model, warmUp);
    }

    public Task<CamModel> Model { get; }

    /// <summary>Completes when the model is loaded and the code of an analysis has run once.</summary>
    public Task Completion { get; }

    public static ModelLoading Start(ProcessorSettings processing) => new(
        Task.Run(() => processing.LoadModel(PublishedPath)),
        Task.Run(AnalysisWarmUp.Run));

    public void Dispose()
    {
        if (Model.IsCompletedSuccessfully)
        {
            Model.Result.Dispose();
        }
    }

    /// <summary>
    /// The model next to the executable. A published app has the ResNet-50 in one precision, or a custom network under its own name: see
    /// Functions.csproj. A build has none, and needs the setting ModelPath.
    /// </summary>
    /// <param name="precision">The one that is set; <see langword="null"/> for the one that exists, int8 if both do.</param>
    private static string PublishedPath(Precision? precision) => Custom() ?? precision switch
    {
        Precision.Float32 => Float32,
        Precision.Int8 => Int8,
        _ => File.Exists(Int8) ? Int8 : Float32,
    };

    private static string? Custom() => Directory.Exists(Folder)
        ? Directory.GetFiles(Folder, "*.onnx").FirstOrDefault(file => file != Int8 && file != Float32)
        : null;
}
