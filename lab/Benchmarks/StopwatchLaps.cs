using System.Diagnostics;

namespace CamFunctions.Benchmarks;

/// <summary>Durations of successive stages in milliseconds; the first starts when this is created.</summary>
internal sealed class StopwatchLaps
{
    private readonly Dictionary<string, double> laps = new(StringComparer.Ordinal);
    private long start = Stopwatch.GetTimestamp();

    public double this[string stage] => laps[stage];

    public void End(string stage)
    {
        laps[stage] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
    }
}
