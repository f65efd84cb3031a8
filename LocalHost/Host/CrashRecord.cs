namespace CamFunctions.LocalHost.Host;

/// <summary>Counts crashes as the Functions host does: the count starts over if the previous crash was long enough ago.</summary>
internal sealed class CrashRecord(TimeProvider time)
{
    private const int Limit = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);
    private DateTimeOffset last;
    private int count;

    /// <returns>Whether this crash reaches the limit, after which the host stops.</returns>
    public bool Add()
    {
        var now = time.GetUtcNow();
        (count, last) = (now - last > Interval ? 1 : count + 1, now);
        return count >= Limit;
    }
}
