using System.Diagnostics;

namespace CamFunctions.Shared.Analysis;

/// <summary>
/// Measures the stages of processing one image; starts when it is created. Each stage is also recorded as a span and a metric.
/// </summary>
public sealed class StageClock(TimeProvider time)
{
    private readonly double?[] milliseconds = new double?[Enum.GetValues<Stage>().Length];
    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private readonly long start = time.GetTimestamp();

    /// <summary>The timings so far.</summary>
    public StageTimings Read() => new(
        startedAt,
        Rounded(time.GetElapsedTime(start)),
        milliseconds[(int)Stage.Download],
        milliseconds[(int)Stage.Decode],
        milliseconds[(int)Stage.Inference],
        milliseconds[(int)Stage.Render],
        milliseconds[(int)Stage.Upload]);

    public T Measure<T>(Stage stage, Func<T> work)
    {
        using var running = new Running(this, stage);
        return work();
    }

    public async Task<T> MeasureAsync<T>(Stage stage, Func<Task<T>> work)
    {
        using var running = new Running(this, stage);
        return await work();
    }

    public async Task MeasureAsync(Stage stage, Func<Task> work)
    {
        using var running = new Running(this, stage);
        await work();
    }

    internal TimeProvider Time => time;

    private static string Name(Stage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>Microseconds are precise enough for every reader.</summary>
    private static double Rounded(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 3);

    private sealed class Running(StageClock clock, Stage stage) : IDisposable
    {
        private readonly long start = clock.Time.GetTimestamp();
        private readonly Activity? span = AnalysisTelemetry.Spans.StartActivity(Name(stage));

        public void Dispose()
        {
            var elapsed = clock.Time.GetElapsedTime(start);
            clock.milliseconds[(int)stage] = Rounded(elapsed);
            AnalysisTelemetry.StageDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stage", Name(stage)));
            span?.Dispose();
        }
    }
}
