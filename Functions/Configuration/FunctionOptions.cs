using CamFunctions.Imaging;
using CamFunctions.Rendering;

namespace CamFunctions.Configuration;

/// <summary>All settings but the storage connection, checked. <c>local.settings.sample.json</c> and the README list them.</summary>
/// <param name="ModelPath">The prepared CAM model.</param>
/// <param name="InferenceThreads">Threads of one inference; 0 takes one a core.</param>
/// <param name="Pipeline">What may be chosen about the pipeline.</param>
/// <param name="Containers">The blob containers.</param>
public sealed record FunctionOptions(string ModelPath, int InferenceThreads, PipelineOptions Pipeline, ContainerNames Containers)
{
    /// <summary>Beside the executable, where the build puts it.</summary>
    private static readonly string OwnModel = Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam.onnx");

    /// <exception cref="InvalidSettingException">A setting makes no sense; the message names it.</exception>
    public static FunctionOptions Read(Settings settings)
    {
        var standard = new PipelineOptions();
        return new FunctionOptions(
            settings.Text("ModelPath") is { } path ? Path.GetFullPath(path) : OwnModel,
            (int)settings.WholeNumber("InferenceThreads", 0, 0, 256),
            new PipelineOptions
            {
                Geometry = settings.Choice<Geometry>("Geometry"),
                InputSide = (int)settings.WholeNumber("InputSide", standard.InputSide, 32, 1024),
                Top = (int)settings.WholeNumber("Top", standard.Top, 1, 100),
                ColorMap = settings.Choice<ColorMap>("ColorMap") ?? standard.ColorMap,
                OverlaySide = (int)settings.WholeNumber("OverlaySide", standard.OverlaySide, 64, 8192),
                MaxBytes = settings.WholeNumber("MaxBytes", standard.MaxBytes, 1, 1L << 30),
                MaxPixels = settings.WholeNumber("MaxPixels", standard.MaxPixels, 1, 500_000_000),
            },
            ContainerNames.Read(settings));
    }
}
