using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CamFunctions.Shared.Analysis;

/// <summary>Where spans and measurements are published; who listens, and whether anybody does, is not decided here.</summary>
public static class AnalysisTelemetry
{
    /// <summary>The name of the source of spans, and of the meter.</summary>
    public const string Name = "CamFunctions";

    public static ActivitySource Spans { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    /// <summary>How long a stage took, in seconds, by <c>stage</c>.</summary>
    internal static Histogram<double> StageDuration { get; } = Meter.CreateHistogram<double>(
        "camfunctions.stage.duration", "s", "Time that a stage of an image took", advice: Durations);

    /// <summary>From decoding an icon to inference on a slow core.</summary>
    private static InstrumentAdvice<double> Durations => new()
    {
        HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    };
}
