using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Configuration;

/// <summary>The validated settings for processing images. docs/settings.md lists them.</summary>
/// <param name="ModelPath">A prepared CAM model; <see langword="null"/> for the default model.</param>
/// <param name="Precision">The precision that the model must have; <see langword="null"/> for the default or the model's own.</param>
/// <param name="InferenceThreads">Threads per inference; 0 uses one per core.</param>
/// <param name="Options">The options that shape results.</param>
public sealed record ProcessorSettings(string? ModelPath, Precision? Precision, int InferenceThreads, AnalysisOptions Options)
{
    /// <summary>The images that are allowed.</summary>
    public ImageLimits Limits { get; init; } = new();

    /// <summary>The memory that the process may use, in MB; 0 for what the machine or container has.</summary>
    public long MemoryMegabytes { get; init; }

    /// <exception cref="InvalidSettingException">A setting is invalid; the message names it.</exception>
    public static ProcessorSettings Read(Settings settings)
    {
        var (defaults, limits) = (new AnalysisOptions(), new ImageLimits());
        return new ProcessorSettings(
            settings.Text("ModelPath") is { } path ? Path.GetFullPath(path) : null,
            settings.Choice<Precision>("Precision"),
            (int)settings.WholeNumber("InferenceThreads", 0, 0, 256),
            Checked(new AnalysisOptions
            {
                Geometry = settings.Choice<Geometry>("Geometry"),
                InputSide = (int)settings.WholeNumber("InputSide", defaults.InputSide, 32, 1024),
                Top = (int)settings.WholeNumber("Top", defaults.Top, 1, 100),
                Classes = settings.Text("Classes"),
                OverlayClass = settings.Choice<OverlayClass>("OverlayClass") ?? defaults.OverlayClass,
                Polygons = settings.Switch("Polygons", defaults.Polygons),
                Map = settings.Choice<MapKind>("Map") ?? defaults.Map,
                ColorMap = settings.Choice<ColorMap>("ColorMap") ?? defaults.ColorMap,
                OverlaySide = (int)settings.WholeNumber("OverlaySide", defaults.OverlaySide, 64, 8192),
            }))
        {
            Limits = new ImageLimits(
                settings.WholeNumber("MaxBytes", limits.MaxBytes, 1, 1L << 30),
                settings.WholeNumber("MaxPixels", limits.MaxPixels, 1, 500_000_000),
                (int)settings.WholeNumber("MaxSeconds", limits.MaxSeconds, 1, 600),
                settings.Choice<TruncatedImages>("Truncated") ?? limits.Truncated),
            MemoryMegabytes = settings.WholeNumber("MemoryMegabytes", 0, 0, 1 << 20),
        };
    }

    /// <summary>Checks options against each other.</summary>
    /// <exception cref="InvalidSettingException">Two of them contradict each other.</exception>
    public static AnalysisOptions Checked(AnalysisOptions options) => options is { Map: MapKind.Contrast, Top: 1 }
        ? throw new InvalidSettingException(
            "Map is contrast, which compares a class with the others of its record, but Top is 1. Set Top to 2 or more; 4 and more " +
            "compare with three others.")
        : options;

    /// <param name="defaultPath">The model to use if the settings name none; it gets the precision, if one is set.</param>
    /// <exception cref="InvalidModelException">The model can't be used.</exception>
    /// <exception cref="InvalidSettingException">The model is of another precision than the one set.</exception>
    public CamModel LoadModel(Func<Precision?, string> defaultPath)
    {
        var path = ModelPath ?? defaultPath(Precision);
        var model = CamModel.Load(path, InferenceThreads);
        if (Precision is not { } wanted || wanted == model.Metadata.Precision)
        {
            return model;
        }

        var found = model.Metadata.Precision;
        model.Dispose();
        throw new InvalidSettingException(
            $"The setting Precision is {Name(wanted)}, but the model {path} computes in {Name(found)}. Leave Precision out, or let " +
            "ModelPath name a model of that precision.");
    }

    /// <summary>A processor with these options and limits, whose images share the cores and the memory that the process may use.</summary>
    /// <param name="model">The network.</param>
    /// <param name="analyzed">Writes further results of an image before its record; <see langword="null"/> for none.</param>
    public ImageProcessor Processor(CamModel model, Action<ImageSource, ImageAnalysis>? analyzed = null) => new(model, Options)
    {
        Limits = Limits,
        Admission = Admission.Of(MemoryMegabytes),
        Analyzed = analyzed,
    };

    /// <summary>
    /// The settings for a command that processes several images concurrently. One thread per image keeps all cores busy, because decoding
    /// and encoding use one; fewer images than cores get the cores between them ('Functions.Benchmarks -- throughput').
    /// </summary>
    /// <param name="images">Maximum number of images in progress.</param>
    /// <param name="cores">The number of cores.</param>
    public ProcessorSettings ForImages(int images, int cores) =>
        this with { InferenceThreads = InferenceThreads > 0 ? InferenceThreads : Math.Max(1, cores / Math.Max(1, images)) };

    private static string Name(Precision precision) => precision.ToString().ToLowerInvariant();
}
