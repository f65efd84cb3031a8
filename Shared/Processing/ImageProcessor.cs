using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;

namespace CamFunctions.Shared.Processing;

/// <summary>
/// Takes a snapshot of one image to its record: judge, read, analyse, write the overlay, write the record. The record always comes
/// last, so where there is one, everything else is there too. An image that can't be processed gets a record that says why.
/// </summary>
public sealed class ImageProcessor(ImageAnalyzer analyzer, TimeProvider time)
{
    public AnalysisOptions Options => analyzer.Options;

    public ModelIdentity Model => analyzer.Model;

    /// <summary>What results are made with from now on.</summary>
    public ResultVersion Version { get; } = new(analyzer.Model.Sha256, analyzer.Options.Fingerprint());

    /// <param name="snapshot">The image.</param>
    /// <param name="redo">Whether to process an image whose record is current.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public async Task<ImageReport> ProcessAsync(IImageSnapshot snapshot, bool redo, CancellationToken cancellation)
    {
        if (!redo && snapshot.HasRecordOf(Version))
        {
            return ImageReport.Current(snapshot.Source.Name);
        }

        var clock = new StageClock(time);
        var record = await AnalyzeAsync(snapshot, clock, cancellation);
        await snapshot.WriteRecordAsync(RecordJson.Write(record), Version, cancellation);
        return ImageReport.Of(record);
    }

    private async Task<PredictionRecord> AnalyzeAsync(IImageSnapshot snapshot, StageClock clock, CancellationToken cancellation)
    {
        var source = snapshot.Source;
        try
        {
            // Before it is read: a file over the limit is not even fetched.
            Options.Limits.JudgeSize(source.ContentLength);
            var file = await clock.MeasureAsync(Stage.Download, () => snapshot.ReadAsync(cancellation));
            var analysis = analyzer.Analyze(file, clock);
            await clock.MeasureAsync(Stage.Upload, () => snapshot.WriteOverlayAsync(analysis.Overlay.Jpeg, Version, cancellation));
            return PredictionRecord.Of(source, analysis, Model, snapshot.OverlayUri, clock.Read());
        }
        catch (RejectedImageException rejection)
        {
            // An overlay of an earlier, sound version would contradict the record.
            await snapshot.DeleteOverlayAsync(cancellation);
            return PredictionRecord.Of(source, rejection, clock.Read());
        }
    }
}
