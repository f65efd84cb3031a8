using System.Globalization;
using Azure.Storage.Blobs.Models;
using CamFunctions.Imaging;
using CamFunctions.Records;
using CamFunctions.Storage;

namespace CamFunctions.LocalizeImage;

/// <summary>The work on one version of one image, given what was there when it began.</summary>
internal sealed class ImageWork(
    CamPipeline pipeline,
    ImageStore store,
    string image,
    BlobProperties properties,
    StoredResult record,
    StoredResult overlay,
    StageClock clock)
{
    private const string JpegType = "image/jpeg";
    private const string JsonType = "application/json";

    private readonly ResultVersion version = ResultVersion.Of(properties.ETag, pipeline);

    private readonly SourceRecord source = new(
        store.Images.GetBlobClient(image).Uri.AbsoluteUri,
        store.Names.Images,
        image,
        properties.ETag.ToString(),
        properties.LastModified,
        properties.ContentLength);

    /// <summary>Whether the record that is there was made from this very version, by this model with these options.</summary>
    public bool IsDone => record.Properties is { } written && version.IsThatOf(written);

    /// <summary>How long the image has been there.</summary>
    public TimeSpan Age => clock.StartedAt - properties.LastModified;

    /// <exception cref="RejectedImageException">The image can't be processed.</exception>
    public async Task<ImageReport> LocalizeAsync(CancellationToken cancellation)
    {
        // Judged before the download: a file over the limit is not even fetched.
        pipeline.Options.Limits.JudgeSize(properties.ContentLength);
        var file = await clock.MeasureAsync(Stage.Download, () => store.DownloadAsync(image, properties.ETag, cancellation));
        var localization = pipeline.Localize(file, clock);
        await clock.MeasureAsync(Stage.Upload, () => overlay.WriteAsync(localization.Overlay.Jpeg, JpegType, version.ToMetadata(), cancellation));
        await WriteRecordAsync(
            PredictionRecord.Of(source, localization, overlay.Uri.AbsoluteUri, ProcessingRecord.Of(clock)),
            cancellation);
        return new(ImageOutcome.Localized, Sentence(localization.Predictions[0]));
    }

    /// <summary>Writes an error record. An overlay of an earlier, sound version would belie it and goes first.</summary>
    public async Task<ImageReport> RefuseAsync(RejectedImageException rejection, CancellationToken cancellation)
    {
        await overlay.DeleteAsync(cancellation);
        await WriteRecordAsync(PredictionRecord.Of(source, rejection, ProcessingRecord.Of(clock)), cancellation);
        return new(ImageOutcome.Refused, $"{image} refused: {rejection.Message}", rejection.Code);
    }

    /// <summary>Always the last step: where there is a record, everything else is there too.</summary>
    private Task WriteRecordAsync(PredictionRecord content, CancellationToken cancellation) =>
        record.WriteAsync(RecordJson.Write(content), JsonType, version.ToMetadata(), cancellation);

    private string Sentence(PredictionEntry best) => string.Create(
        CultureInfo.InvariantCulture,
        $"{image}: {best.Label} {best.Probability:P1}, {clock.ElapsedMs:F0} ms, {overlay.Uri.AbsoluteUri}");
}
