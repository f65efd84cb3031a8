using System.Diagnostics;

namespace CamFunctions.Benchmarks.Chaos;

/// <summary>Waits for conditions.</summary>
internal static class ChaosTimeouts
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <returns>Whether the condition held within the limit.</returns>
    public static async Task<bool> UntilAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        using var interval = new PeriodicTimer(Interval);
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                return false;
            }

            await interval.WaitForNextTickAsync(cancellation);
        }

        return true;
    }
}
