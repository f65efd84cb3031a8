namespace CamFunctions.LocalHost.Host;

/// <summary>Counts crashes as the Functions host does: the count starts over if the previous crash was long enough ago.</summary>
internal sealed class CrashRecord(TimeProvider time)
{
    /// <summary>The host stops after this many crashes.</summary>
    public const int Limit = 3;

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    private DateTimeOffset last;
    private int count;

    /// <returns>Whether this crash reaches the limit.</returns>
    public bool Add()
    {
        var now = time.GetUtcNow();
        count = now - last > Interval ? 1 : count + 1;
        last = now;
        return count >= Limit;
    }
}
