using CamFunctions.LocalHost.Host;

namespace CamFunctions.Tests.LocalHost.Host;

public sealed class CrashRecordTests
{
    private readonly SetClock clock = new();
    private readonly CrashRecord crashes;

    public CrashRecordTests() => crashes = new CrashRecord(clock);

    [Fact]
    public void The_third_crash_reaches_the_limit()
    {
        Assert.False(crashes.Add());
        Assert.False(crashes.Add());
        Assert.True(crashes.Add());
    }

    [Fact]
    public void Crashes_add_up_if_each_is_within_30_minutes_of_the_previous_one()
    {
        Assert.False(crashes.Add());
        clock.Now += TimeSpan.FromMinutes(20);
        Assert.False(crashes.Add());
        clock.Now += TimeSpan.FromMinutes(20);
        Assert.True(crashes.Add());
    }

    [Fact]
    public void More_than_30_minutes_without_a_crash_reset_the_count()
    {
        Assert.False(crashes.Add());
        Assert.False(crashes.Add());
        clock.Now += TimeSpan.FromMinutes(31);
        Assert.False(crashes.Add());
        Assert.False(crashes.Add());
        Assert.True(crashes.Add());
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
