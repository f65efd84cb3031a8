using System.Diagnostics.Metrics;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Storage.Blobs;

/// <summary>What is counted of images. Their names are not a dimension: each would make a time series of its own.</summary>
internal static class ImageMetrics
{
    private static readonly Counter<long> Images = AnalysisTelemetry.Meter.CreateCounter<long>(
        "camfunctions.images", "{image}", "Images by what became of them");

    private static readonly Histogram<double> Age = AnalysisTelemetry.Meter.CreateHistogram(
        "camfunctions.image.age",
        "s",
        "From when an image was written to the start of its processing",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200, 86_400] });

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

    /// <summary>An invocation that the host will try again.</summary>
    public static void CountFailure() => Images.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));
}
