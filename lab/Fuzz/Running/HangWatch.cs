using System.Diagnostics;

namespace CamFunctions.Fuzz.Running;

/// <summary>
/// Tells a run that does not end from one that only has to wait for a busy machine: it has used the limit as processor time, or has taken
/// several times the limit by the clock.
/// </summary>
internal sealed class HangWatch(Process process, TimeSpan limit)
{
    private const int ClockFactor = 6;

    private long watched = -1;
    private TimeSpan usedBefore;

    /// <param name="run">The number of the run.</param>
    /// <param name="age">How long it has been going on, by the clock.</param>
    public bool IsHanging(long run, TimeSpan age)
    {
        if (run != watched)
        {
            (watched, usedBefore) = (run, ProcessorTime());
        }

        return age > limit && (age > limit * ClockFactor || ProcessorTime() - usedBefore > limit);
    }

    private TimeSpan ProcessorTime()
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return TimeSpan.Zero;
        }
    }
}
