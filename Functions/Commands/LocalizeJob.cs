using CamFunctions.Imaging;
using CamFunctions.Records;

namespace CamFunctions.Commands;

/// <summary>Processes files one after the other, as the function does blobs: overlay first, record last.</summary>
internal sealed class LocalizeJob(CamPipeline pipeline, ResultFolder results, TimeProvider time)
{
    /// <returns>The record that was written; an error record where the image was refused.</returns>
    /// <exception cref="IOException">The file can't be read, or a result not written.</exception>
    public PredictionRecord Run(ImageFile image)
    {
        var clock = new StageClock(time);
        var file = new FileInfo(image.Path);
        var source = new SourceRecord(
            new Uri(image.Path).AbsoluteUri, Container: null, image.Name, ETag: null, new DateTimeOffset(file.LastWriteTimeUtc), file.Length);
        var record = Process(image, source, clock);
        ResultFolder.Write(results.RecordPath(image.Name), RecordJson.Write(record));
        return record;
    }

    private PredictionRecord Process(ImageFile image, SourceRecord source, StageClock clock)
    {
        var overlay = results.OverlayPath(image.Name);
        try
        {
            pipeline.Options.Limits.JudgeSize(source.ContentLength);
            var localization = pipeline.Localize(clock.Measure(Stage.Download, () => File.ReadAllBytes(image.Path)), clock);
            clock.Measure(Stage.Upload, () => ResultFolder.Write(overlay, localization.Overlay.Jpeg));
            return PredictionRecord.Of(source, localization, new Uri(overlay).AbsoluteUri, ProcessingRecord.Of(clock));
        }
        catch (RejectedImageException rejection)
        {
            File.Delete(overlay);
            return PredictionRecord.Of(source, rejection, ProcessingRecord.Of(clock));
        }
    }
}
