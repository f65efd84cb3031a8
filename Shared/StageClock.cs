using System.Diagnostics;
using CamFunctions.Records;

namespace CamFunctions;

/// <summary>Measures the stages of one image, from its creation on; each is a span and a measurement for whoever listens, too.</summary>
public sealed class StageClock(TimeProvider time)
{
    private readonly double?[] milliseconds = new double?[Enum.GetValues<Stage>().Length];
    private readonly long start = time.GetTimestamp();

    private TimeProvider Time => time;

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Since the clock was made, in milliseconds.</summary>
    public double ElapsedMs => Rounded(time.GetElapsedTime(start));

    public StageDurations Durations => new(
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

    public void Measure(Stage stage, Action work)
    {
        using var running = new Running(this, stage);
        work();
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

    private static string Name(Stage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>Whole microseconds are more than any reader needs.</summary>
    private static double Rounded(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 3);

    private sealed class Running(StageClock clock, Stage stage) : IDisposable
    {
        private readonly long start = clock.Time.GetTimestamp();
        private readonly Activity? span = PipelineTelemetry.Spans.StartActivity(Name(stage));

        public void Dispose()
        {
            var elapsed = clock.Time.GetElapsedTime(start);
            clock.milliseconds[(int)stage] = Rounded(elapsed);
            PipelineTelemetry.StageDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stage", Name(stage)));
            span?.Dispose();
        }
    }
}
