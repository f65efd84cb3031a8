using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;

namespace CamFunctions.Shared.Processing;

/// <summary>
/// Processes one image: check its size, read, analyse, write the overlay, write the record. The record is always written last, so
/// its presence means that everything else is complete. An image that can't be processed gets an error record. Thread-safe.
/// </summary>
/// <param name="analyzer">Analyses the images.</param>
/// <param name="time">The clock.</param>
/// <param name="analysesAtOnce">
/// How many images are decoded in memory at the same time, at most; others are read and written meanwhile, or wait.
/// <see langword="null"/> for one per core, because more would only need more memory.
/// </param>
/// <param name="analyzed">Writes further results of an image, before its record; <see langword="null"/> for none.</param>
public sealed class ImageProcessor(
    ImageAnalyzer analyzer,
    TimeProvider time,
    int? analysesAtOnce = null,
    Action<ImageSource, ImageAnalysis>? analyzed = null)
{
    public AnalysisOptions Options => analyzer.Options;

    /// <summary>The images that are allowed.</summary>
    public ImageLimits Limits => analyzer.Limits;

    public ModelIdentity Model => analyzer.Model;

    /// <summary>The version of the results that this processor makes.</summary>
    public ResultVersion Version { get; } =
        new(analyzer.Model.Sha256, analyzer.Options.Fingerprint(), ImageAnalyzer.Revision, analyzer.Limits);

    private AnalysisSlots Slots { get; init; } = new(analysesAtOnce ?? Environment.ProcessorCount);

    /// <summary>A processor with other options. Its images count towards the same limit of images at once.</summary>
    public ImageProcessor With(AnalysisOptions options) =>
        new(analyzer.With(options), time, analysesAtOnce, analyzed) { Slots = Slots };

    /// <param name="snapshot">The image.</param>
    /// <param name="redo">Whether to process the image even if its record is current.</param>
    /// <param name="cancellation">Stops decoding, or before the next step.</param>
    public async Task<ImageReport> ProcessAsync(IImageSnapshot snapshot, bool redo, CancellationToken cancellation)
    {
        if (!redo && snapshot.HasRecordOf(Version))
        {
            return ImageReport.Current(snapshot.Source.Name);
        }

        var clock = new StageClock(time);
        var record = await AnalyzeAsync(snapshot, clock, cancellation);
        await snapshot.WriteRecordAsync(RecordJson.Write(record), Version with { Refusal = record.Error?.Code }, cancellation);
        return ImageReport.Of(record);
    }

    private async Task<PredictionRecord> AnalyzeAsync(IImageSnapshot snapshot, StageClock clock, CancellationToken cancellation)
    {
        var source = snapshot.Source;
        try
        {
            // Before the download: a file over the limit is not even fetched.
            Limits.CheckSize(source.ContentLength);
            using var held = analyzer.Memory.Hold(source.ContentLength);
            var file = await clock.MeasureAsync(Stage.Download, () => snapshot.ReadAsync(cancellation));
            var analysis = await Slots.RunAsync(() => analyzer.Analyze(file, source.Metadata, clock, cancellation), cancellation);
            var overlay = await clock.MeasureAsync(
                Stage.Upload,
                () => snapshot.WriteOverlayAsync(analysis.Overlay.Jpeg, Version, cancellation));
            analyzed?.Invoke(source, analysis);
            return PredictionRecord.Of(source, analysis, Model, overlay, clock.Read());
        }
        catch (RejectedImageException rejection)
        {
            // The overlay of an earlier, valid version would contradict the record.
            await snapshot.DeleteOverlayAsync(cancellation);
            return PredictionRecord.Of(source, rejection, clock.Read());
        }
    }
}
