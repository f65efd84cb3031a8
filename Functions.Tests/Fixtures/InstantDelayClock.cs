namespace CamFunctions.Tests.Fixtures;

/// <summary>A clock on which time passes only by waiting, and every wait is over at once.</summary>
internal sealed class InstantDelayClock : TimeProvider
{
    private long ticks;

    /// <summary>How long somebody has waited.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref ticks, Math.Max(0, dueTime.Ticks));
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
