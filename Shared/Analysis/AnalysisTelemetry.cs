using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CamFunctions.Shared.Analysis;

/// <summary>The sources of spans and metrics. The host program decides whether and where they are exported.</summary>
public static class AnalysisTelemetry
{
    /// <summary>The name of both the activity source and the meter.</summary>
    public const string Name = "CamFunctions";

    public static ActivitySource Spans { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    /// <summary>Duration of a stage in seconds, with the dimension <c>stage</c>.</summary>
    internal static Histogram<double> StageDuration { get; } = Meter.CreateHistogram<double>(
        "camfunctions.stage.duration", "s", "Duration of one processing stage of an image", advice: Durations);

    /// <summary>From decoding an icon to running inference on a slow core.</summary>
    private static InstrumentAdvice<double> Durations => new()
    {
        HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    };
}
