namespace CamFunctions.Cli.Backfill.App;

/// <summary>Limits events to a number per second on average.</summary>
internal sealed class Pace(int perSecond, TimeProvider time)
{
    private const double MaximumSeconds = 2;

    private long last = time.GetTimestamp();
    private double available = perSecond;

    /// <summary>
    /// How many events may be sent now. What was not used is kept for two seconds, so that slow rounds do not slow it down.
    /// </summary>
    public int Available
    {
        get
        {
            var now = time.GetTimestamp();
            available = Math.Min(available + (time.GetElapsedTime(last, now).TotalSeconds * perSecond), MaximumSeconds * perSecond);
            last = now;
            return (int)available;
        }
    }

    public void Use(int events) => available -= events;
}
