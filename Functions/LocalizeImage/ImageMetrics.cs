using System.Diagnostics.Metrics;

namespace CamFunctions.LocalizeImage;

/// <summary>What is counted of images. Their names are no dimension: each would make a time series of its own.</summary>
internal static class ImageMetrics
{
    private static readonly Counter<long> Images = PipelineTelemetry.Meter.CreateCounter<long>(
        "camfunctions.images", "{image}", "Images by what became of them");

    private static readonly Histogram<double> Age = PipelineTelemetry.Meter.CreateHistogram(
        "camfunctions.image.age",
        "s",
        "From an image's being written to the start of the work on it",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200, 86_400] });

    public static void Count(ImageReport report)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", report.Outcome.ToString().ToLowerInvariant());
        if (report.Error is { } error)
        {
            Images.Add(1, outcome, new("error", error.ToString()));
        }
        else
        {
            Images.Add(1, outcome);
        }
    }

    /// <summary>An invocation that the host will try again.</summary>
    public static void CountFailure() => Images.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));

    public static void RecordAge(TimeSpan age) => Age.Record(Math.Max(0, age.TotalSeconds));
}
