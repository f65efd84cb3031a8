using CamFunctions.Shared.Analysis;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Analysis;

public sealed class QuietPeriodTests
{
    private readonly SteppedClock clock = new();
    private readonly QuietPeriod period;
    private int acts;

    public QuietPeriodTests() => period = new QuietPeriod(TimeSpan.FromSeconds(1), clock, () => acts++);

    [Fact]
    public void It_acts_once_when_nothing_happened_for_as_long()
    {
        period.Interrupt();
        Assert.Equal(0, acts);
        clock.Step();
        Assert.Equal((1, 0), (acts, clock.Waits));
    }

    [Fact]
    public void Whatever_happens_meanwhile_puts_it_off()
    {
        period.Interrupt();
        period.Interrupt();
        period.Interrupt();
        Assert.Equal(1, clock.Waits);
        clock.Step();
        Assert.Equal((0, 1), (acts, clock.Waits));
        clock.Step();
        Assert.Equal((1, 0), (acts, clock.Waits));
    }

    [Fact]
    public void What_happens_after_it_acted_begins_another()
    {
        period.Interrupt();
        clock.Step();
        period.Interrupt();
        clock.Step();
        Assert.Equal(2, acts);
    }

    [Fact]
    public void A_budget_is_at_rest_when_no_image_has_come_for_a_while()
    {
        var budget = new MemoryBudget(capacity: 100, period);
        budget.Hold(1).Dispose();
        budget.Run(1, () => 0, CancellationToken.None);
        clock.Step();
        Assert.Equal(0, acts);
        clock.Step();
        Assert.Equal(1, acts);
    }
}
