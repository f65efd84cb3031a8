namespace CamFunctions.Tests.Fixtures;

/// <summary>Waits for a condition, up to a generous limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task HoldsAsync(string what, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var interval = new PeriodicTimer(Interval);
        while (!await condition())
        {
            try
            {
                await interval.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Within {Limit.TotalSeconds} seconds it did not come to this: {what}.");
            }
        }
    }
}
