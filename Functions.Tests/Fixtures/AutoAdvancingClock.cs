namespace CamFunctions.Tests.Fixtures;

/// <summary>A clock on which a second passes whenever somebody looks at it, so that what takes long can be tested quickly.</summary>
internal sealed class AutoAdvancingClock : TimeProvider
{
    private long looks;

    /// <summary>How often somebody looked.</summary>
    public long Looks => Interlocked.Read(ref looks);

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Increment(ref looks);
}
