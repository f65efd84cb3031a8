using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Analysis;

/// <summary>Turns an image's bytes into class activation maps, regions and an overlay. Thread-safe.</summary>
public sealed class ImageAnalyzer(CamModel model, AnalysisOptions options)
{
    private readonly Geometry geometry = options.Geometry ?? model.Metadata.Geometry;

    public ModelIdentity Model { get; } = new(model.Metadata.Name, model.Sha256, model.Metadata.Precision);

    public AnalysisOptions Options => options;

    /// <param name="file">The bytes of an image file.</param>
    /// <param name="clock">Measures the stages.</param>
    /// <exception cref="RejectedImageException">The image can't be processed; retrying does not help.</exception>
    public ImageAnalysis Analyze(byte[] file, StageClock clock)
    {
        var (header, frame, photograph, input) = clock.Measure(
            Stage.Decode,
            () => DecodedImage.Read(file, options, geometry, model.InputSize));
        var activations = clock.Measure(Stage.Inference, () => model.Run(input, options.Top));
        return clock.Measure(Stage.Render, () => new ImageAnalysis(
            header,
            geometry,
            frame,
            [.. activations.Select(activation => Locate(activation, frame))],
            OverlayRenderer.Render(photograph, activations[0].Map, frame, options.ColorMap, options.OverlaySide)));
    }

    private static LocatedClass Locate(ClassActivation activation, NetworkFrame frame) => new(
        activation,
        Localizer.Region(activation.Map, frame),
        Localizer.Peak(activation.Map, frame));
}
