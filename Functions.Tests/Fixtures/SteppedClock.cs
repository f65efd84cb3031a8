namespace CamFunctions.Tests.Fixtures;

/// <summary>A clock on which waits are over when the test says so, one by one, however long they are.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly Queue<Action> waits = new();

    /// <summary>How many waits are not over yet.</summary>
    public int Waits => waits.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        waits.Enqueue(() => callback(state));
        // Never goes off by itself.
        return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends the oldest wait; what follows it at once has happened when this returns.</summary>
    public void Step() => waits.Dequeue()();
}
