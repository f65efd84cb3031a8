using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Records;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Processing;

/// <summary>
/// Takes an image to its record. The record is always written last, so its presence means that everything else is complete. An image that
/// can't be processed gets an error record. Thread-safe.
/// </summary>
public sealed class ImageProcessor
{
    /// <summary>
    /// The revision of the analysis. Raise it whenever an image gives another result than before with the same model and options, so that
    /// stored results become outdated. A test holds the results of the sample photographs against those of this revision.
    /// </summary>
    public const int Revision = 1;

    private readonly CamModel model;
    private readonly ClassNames names;
    private readonly Geometry geometry;

    /// <param name="model">The network.</param>
    /// <param name="options">The options that shape results.</param>
    public ImageProcessor(CamModel model, AnalysisOptions options)
        : this(model, options, new ClassNames(model.Metadata.Labels))
    {
    }

    private ImageProcessor(CamModel model, AnalysisOptions options, ClassNames names)
    {
        (this.model, this.names, Options) = (model, names, options);
        geometry = options.Geometry ?? model.Metadata.Geometry;
        Model = ModelIdentity.Of(model);
    }

    public ModelIdentity Model { get; }

    public AnalysisOptions Options { get; }

    /// <summary>The images that are allowed.</summary>
    public ImageLimits Limits { get; init; } = new();

    /// <summary>Decides how many images run concurrently.</summary>
    public Admission Admission { get; init; } = Admission.OfProcess;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Writes further results of an image before its record; <see langword="null"/> for none.</summary>
    public Action<ImageSource, ImageAnalysis>? Analyzed { get; init; }

    /// <summary>The version of the results that this processor makes.</summary>
    public ResultVersion Version => new(Model.Sha256, Options.Fingerprint(), Revision, Limits);

    /// <summary>The same processor with other options. It costs nothing, so that each image can have its own options.</summary>
    public ImageProcessor With(AnalysisOptions options) => new(model, options, names)
    {
        Limits = Limits,
        Admission = Admission,
        Time = Time,
        Analyzed = Analyzed,
    };

    /// <param name="snapshot">The image.</param>
    /// <param name="redo">Whether to process the image even if its record is current.</param>
    /// <param name="cancellation">Stops decoding, or before the next step.</param>
    public async Task<ImageReport> ProcessAsync(IImageSnapshot snapshot, bool redo, CancellationToken cancellation)
    {
        if (!redo && snapshot.HasRecordOf(Version))
        {
            return ImageReport.Current(snapshot.Source.Name);
        }

        using var clock = new StageClock(Time);
        PredictionRecord record;
        try
        {
            var (analysis, overlay) = await LocalizeAsync(snapshot, clock, cancellation);
            Analyzed?.Invoke(snapshot.Source, analysis);
            record = PredictionRecord.Of(snapshot.Source, analysis, Model, overlay, clock.Read());
        }
        catch (RejectedImageException rejection)
        {
            clock.Leave();
            // The overlay of an earlier, valid version would contradict the record.
            await snapshot.DeleteOverlayAsync(cancellation);
            record = PredictionRecord.Of(snapshot.Source, rejection, clock.Read());
        }

        await snapshot.WriteRecordAsync(RecordJson.Write(record), Version with { Refusal = record.Error?.Code }, cancellation);
        return ImageReport.Of(record);
    }

    /// <summary>Analyses an image of which nothing else is known. Stores nothing.</summary>
    /// <param name="file">The bytes of an image file.</param>
    /// <param name="clock">Measures the stages.</param>
    /// <param name="cancellation">Stops decoding, or before the next step.</param>
    /// <exception cref="RejectedImageException">The image can't be processed; retrying does not help.</exception>
    public async Task<ImageAnalysis> AnalyzeAsync(byte[] file, StageClock clock, CancellationToken cancellation = default) =>
        (await LocalizeAsync(new MemorySnapshot(file, "image", Time.GetUtcNow()), clock, cancellation)).Analysis;

    /// <summary>All steps from an image to its overlay.</summary>
    /// <exception cref="RejectedImageException">The image can't be processed; retrying does not help.</exception>
    private async Task<(ImageAnalysis Analysis, StoredOverlay Overlay)> LocalizeAsync(
        IImageSnapshot snapshot, StageClock clock, CancellationToken cancellation)
    {
        var source = snapshot.Source;
        // Before the download: a file over the limit is not even fetched.
        Limits.CheckSize(source.ContentLength);
        using var held = Admission.Hold(source.ContentLength);

        clock.Enter(Stage.Download);
        var file = await snapshot.ReadAsync(cancellation);
        clock.Leave();

        var time = new DecodingTime(Time, TimeSpan.FromSeconds(Limits.MaxSeconds), cancellation);
        var header = ImageHeaderReader.Read(file, Limits, time);
        DecodingMemory.Check(header, file.LongLength, Admission.Capacity);
        var frame = NetworkFraming.Frame(header.Width, header.Height, geometry, Options.InputSide, model.InputSize);
        var questions = ClassQuestions.Of(names, Options.Classes, model.Metadata.ExpectedKey, source.Metadata);

        ImageAnalysis analysis;
        // Waiting belongs to no stage.
        using (await Admission.EnterAsync(header.DecodingBytes, cancellation))
        {
            clock.Enter(Stage.Decode);
            var goal = new DecodingGoal(frame.DecodingSide(Options.OverlaySide), frame);
            var decoded = ImageDecoder.Decode(file, header, goal, Limits.Truncated, time);
            var input = decoded.InputIn(frame);

            clock.Enter(Stage.Inference);
            var activations = model.Run(input, Options.Top, questions.All);

            clock.Enter(Stage.Render);
            var classes = ClassLocator.Locate(activations, questions, frame, Options);
            var shown = ClassLocator.Shown(classes, questions, Options.OverlayClass);
            var (kind, map) = shown.MapOf(Options.Map);
            var overlay = OverlayRenderer.Render(decoded.Image, map, frame, Options.ColorMap, Options.OverlaySide);
            clock.Leave();
            analysis = new ImageAnalysis(
                header,
                geometry,
                frame,
                classes,
                ExpectedClass.Of(activations, questions.Expected),
                [.. questions.Warnings, .. decoded.Warnings],
                shown.Activation.Label.Index,
                kind,
                overlay);
        }

        clock.Enter(Stage.Upload);
        var stored = await snapshot.WriteOverlayAsync(analysis.Overlay.Jpeg, Version, cancellation);
        clock.Leave();
        return (analysis, stored);
    }
}
