using System.Collections.ObjectModel;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Analysis;

/// <summary>Turns an image's bytes into class activation maps, regions and an overlay. Thread-safe.</summary>
public sealed class ImageAnalyzer
{
    /// <summary>
    /// The revision of the analysis. Raise it whenever an image gives another result than before with the same model and options, so that
    /// stored results become outdated. A test holds the results of the sample photographs against those of this revision.
    /// </summary>
    public const int Revision = 1;

    private readonly CamModel model;
    private readonly AnalysisOptions options;
    private readonly ClassNames names;
    private readonly Geometry geometry;

    public ImageAnalyzer(CamModel model, AnalysisOptions options)
        : this(model, options, new ClassNames(model.Metadata.Labels))
    {
    }

    private ImageAnalyzer(CamModel model, AnalysisOptions options, ClassNames names)
    {
        (this.model, this.options, this.names) = (model, options, names);
        geometry = options.Geometry ?? model.Metadata.Geometry;
        var metadata = model.Metadata;
        Model = new ModelIdentity(metadata.Name, model.Sha256, metadata.Precision, metadata.Licence, metadata.Grid);
    }

    public ModelIdentity Model { get; }

    public AnalysisOptions Options => options;

    /// <summary>The images that are allowed.</summary>
    public ImageLimits Limits { get; init; } = new();

    /// <summary>What images share that are in progress at the same time.</summary>
    public MemoryBudget Memory { get; init; } = MemoryBudget.OfProcess;

    /// <summary>The same model with other options. Costs nothing, so that each image can have its own.</summary>
    public ImageAnalyzer With(AnalysisOptions other) => new(model, other, names) { Limits = Limits, Memory = Memory };

    /// <summary>Analyses an image of which nothing else is known.</summary>
    /// <param name="file">The bytes of an image file.</param>
    /// <param name="clock">Measures the stages.</param>
    /// <exception cref="RejectedImageException">The image can't be processed; retrying does not help.</exception>
    public ImageAnalysis Analyze(byte[] file, StageClock clock) =>
        Analyze(file, ReadOnlyDictionary<string, string>.Empty, clock, CancellationToken.None);

    /// <param name="file">The bytes of an image file.</param>
    /// <param name="metadata">What is known of the image besides: the classes asked for, and the true class.</param>
    /// <param name="clock">Measures the stages.</param>
    /// <param name="cancellation">Stops decoding.</param>
    /// <exception cref="RejectedImageException">The image can't be processed; retrying does not help.</exception>
    public ImageAnalysis Analyze(
        byte[] file,
        IReadOnlyDictionary<string, string> metadata,
        StageClock clock,
        CancellationToken cancellation)
    {
        var questions = ClassQuestions.Of(names, options.Classes, model.Metadata.ExpectedKey, metadata);
        var image = clock.Measure(
            Stage.Decode,
            () => DecodedImage.Read(
                file,
                options,
                Limits,
                geometry,
                model.InputSize,
                new DecodingTime(clock.Time, TimeSpan.FromSeconds(Limits.MaxSeconds), cancellation),
                Memory,
                cancellation));
        var activations = clock.Measure(Stage.Inference, () => model.Run(image.Input, options.Top, questions.All));
        return clock.Measure(Stage.Render, () => Render(image, questions, activations));
    }

    /// <summary>Locates the classes of an image and draws the overlay.</summary>
    internal ImageAnalysis Render(DecodedImage image, ClassQuestions questions, IReadOnlyList<ClassActivation> activations)
    {
        var (header, frame, photograph, _, warnings) = image;
        var contrasts = activations.Select((_, position) => Contrast.Of(activations, position)).ToArray();
        // While the overlay is encoded, which takes one core.
        var locating = Task.Run(
            () => activations.Zip(contrasts, (activation, contrast) => Locate(activation, contrast, questions, frame)).ToArray(),
            CancellationToken.None);
        var shown = Shown(activations, questions);
        var (kind, map) = Chosen(activations[shown], contrasts[shown]);
        var overlay = OverlayRenderer.Render(photograph, map, frame, options.ColorMap, options.OverlaySide);
        var classes = locating.GetAwaiter().GetResult();
        var expected = activations.FirstOrDefault(activation => activation.Label.Index == questions.Expected);
        return new ImageAnalysis(
            header,
            geometry,
            frame,
            classes,
            expected is null ? null : new ExpectedClass(expected.Label.Index, expected.Rank, expected.Probability),
            [.. questions.Warnings, .. warnings],
            activations[shown].Label.Index,
            kind,
            overlay);
    }

    private LocatedClass Locate(ClassActivation activation, Contrast? contrast, ClassQuestions questions, NetworkFrame frame) =>
        // Regions are of the class activation map in any case: what tells a class from others is often only a part of the object.
        new(
            activation,
            questions.Requested.Contains(activation.Label.Index),
            contrast,
            Localizer.Regions(activation.Map, frame, options.Polygons),
            Localizer.Peak(Chosen(activation, contrast).Map, frame));

    /// <summary>The position of the class that the overlay shows.</summary>
    private int Shown(IReadOnlyList<ClassActivation> activations, ClassQuestions questions) =>
        options.OverlayClass == OverlayClass.Requested && questions.Requested is [var first, ..]
            ? activations.TakeWhile(activation => activation.Label.Index != first).Count()
            : 0;

    /// <summary>A class without rivals has nothing to be told from; then its class activation map is shown.</summary>
    private (MapKind Kind, ActivationMap Map) Chosen(ClassActivation activation, Contrast? contrast) =>
        options.Map == MapKind.Contrast && contrast is not null ? (MapKind.Contrast, contrast.Map) : (MapKind.Cam, activation.Map);
}
