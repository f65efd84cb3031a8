namespace CamFunctions.Tests.Fixtures;

/// <summary>Waits for a condition, up to a generous limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongInterval = TimeSpan.FromMilliseconds(500);

    /// <param name="what">The condition in words.</param>
    /// <param name="condition">Is asked again and again.</param>
    /// <param name="limit">For conditions that take long; they are asked for less often.</param>
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, TimeSpan? limit = null)
    {
        using var timeout = new CancellationTokenSource(limit ?? Limit);
        using var interval = new PeriodicTimer(limit is null ? Interval : LongInterval);
        while (!await condition())
        {
            try
            {
                await interval.WaitForNextTickAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Within {(limit ?? Limit).TotalSeconds} seconds it did not come to this: {what}.");
            }
        }
    }
}
