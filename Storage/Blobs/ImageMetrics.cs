using System.Diagnostics.Metrics;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Storage.Blobs;

/// <summary>Metrics of processed images. Names are not a dimension, because each would create a time series of its own.</summary>
internal static class ImageMetrics
{
    private static readonly Counter<long> Images = AnalysisTelemetry.Meter.CreateCounter<long>(
        "camfunctions.images", "{image}", "Processed images by outcome");

    private static readonly Histogram<double> Age = AnalysisTelemetry.Meter.CreateHistogram(
        "camfunctions.image.age",
        "s",
        "Time from the upload of an image to the start of its processing",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200, 86_400] });

    /// <summary>Counts how an image ended.</summary>
    public static void Count(ImageReport report)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", report.Outcome.ToString().ToLowerInvariant());
        if (report.Record is { Error: { } error })
        {
            Images.Add(1, outcome, new("error", error.Code.ToString()));
        }
        else
        {
            Images.Add(1, outcome);
        }

        if (report.Record is { } record)
        {
            Age.Record(Math.Max(0, (record.Processing.StartedAt - record.Source.LastModified).TotalSeconds));
        }
    }

    /// <summary>Counts a failed attempt, which the host retries.</summary>
    public static void CountFailure() => Images.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));
}
