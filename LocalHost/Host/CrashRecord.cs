namespace CamFunctions.LocalHost.Host;

/// <summary>Counts crashes as the Functions host does: it forgets them all when the last one is long enough ago.</summary>
internal sealed class CrashRecord(TimeProvider time)
{
    /// <summary>With so many crashes the host stops.</summary>
    public const int Limit = 3;

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    private DateTimeOffset last;
    private int count;

    /// <returns>Whether the limit is reached with this one.</returns>
    public bool Add()
    {
        var now = time.GetUtcNow();
        count = now - last > Interval ? 1 : count + 1;
        last = now;
        return count >= Limit;
    }
}
