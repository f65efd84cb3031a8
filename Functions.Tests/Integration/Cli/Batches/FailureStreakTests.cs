using CamFunctions.Cli.Batches;

namespace CamFunctions.Tests.Cli.Batches;

public sealed class FailureStreakTests
{
    [Fact]
    public void Only_failures_in_a_row_count()
    {
        var streak = new FailureStreak();
        Add(FailureStreak.Maximum - 1, hasFailed: true);
        Add(1, hasFailed: false);
        Add(FailureStreak.Maximum - 1, hasFailed: true);
        Assert.False(streak.IsTooLong);
        Add(1, hasFailed: true);
        Assert.True(streak.IsTooLong);

        void Add(int count, bool hasFailed)
        {
            for (var image = 0; image < count; image++)
            {
                streak.Add(hasFailed);
            }
        }
    }
}
