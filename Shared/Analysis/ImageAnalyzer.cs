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

    public ModelIdentity Model { get; } = new(model.Metadata.Name, model.Sha256, model.Metadata.Precision, model.Metadata.Grid);

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
        return clock.Measure(Stage.Render, () =>
        {
            var classes = activations.Select((_, rank) => Locate(activations, rank, frame)).ToArray();
            var (kind, map) = Chosen(classes[0].Activation, classes[0].Contrast);
            var overlay = OverlayRenderer.Render(photograph, map, frame, options.ColorMap, options.OverlaySide);
            return new ImageAnalysis(header, geometry, frame, classes, kind, overlay);
        });
    }

    private LocatedClass Locate(IReadOnlyList<ClassActivation> activations, int rank, NetworkFrame frame)
    {
        var activation = activations[rank];
        var contrast = Contrast.Of(activations, rank);
        // Regions are of the class activation map in any case: what tells a class from others is often only a part of the object.
        return new LocatedClass(
            activation,
            contrast,
            Localizer.Regions(activation.Map, frame),
            Localizer.Peak(Chosen(activation, contrast).Map, frame));
    }

    /// <summary>A class without rivals has nothing to be told from; then its class activation map is shown.</summary>
    private (MapKind Kind, ActivationMap Map) Chosen(ClassActivation activation, Contrast? contrast) =>
        options.Map == MapKind.Contrast && contrast is not null ? (MapKind.Contrast, contrast.Map) : (MapKind.Cam, activation.Map);
}
