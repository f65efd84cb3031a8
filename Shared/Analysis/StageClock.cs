using System.Diagnostics;

namespace CamFunctions.Shared.Analysis;

/// <summary>
/// Measures the stages of processing one image; starts when it is created. Each stage is also recorded as a span and a metric. Not
/// thread-safe.
/// </summary>
public sealed class StageClock(TimeProvider time) : IDisposable
{
    private readonly double?[] milliseconds = new double?[Enum.GetValues<Stage>().Length];
    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private readonly long start = time.GetTimestamp();
    private Stage? running;
    private long runningSince;
    private Activity? span;

    /// <summary>The timings so far.</summary>
    public StageTimings Read() => new(
        startedAt,
        Rounded(time.GetElapsedTime(start)),
        milliseconds[(int)Stage.Download],
        milliseconds[(int)Stage.Decode],
        milliseconds[(int)Stage.Inference],
        milliseconds[(int)Stage.Render],
        milliseconds[(int)Stage.Upload]);

    /// <summary>Begins a stage. The one before ends.</summary>
    public void Enter(Stage stage)
    {
        Leave();
        running = stage;
        span = AnalysisTelemetry.Spans.StartActivity(Name(stage));
        runningSince = time.GetTimestamp();
    }

    /// <summary>Ends the stage that runs, if there is one.</summary>
    public void Leave()
    {
        if (running is not { } stage)
        {
            return;
        }

        var elapsed = time.GetElapsedTime(runningSince);
        milliseconds[(int)stage] = Rounded(elapsed);
        AnalysisTelemetry.StageDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stage", Name(stage)));
        span?.Dispose();
        running = null;
    }

    /// <summary>Ends the stage that runs: the image was given up.</summary>
    public void Dispose() => Leave();

    private static string Name(Stage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>Microseconds are precise enough for every reader.</summary>
    private static double Rounded(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 3);
}
