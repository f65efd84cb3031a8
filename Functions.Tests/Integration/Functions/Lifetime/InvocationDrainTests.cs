using CamFunctions.Functions.Lifetime;

namespace CamFunctions.Tests.Functions.Lifetime;

/// <summary>What is in flight ends or is given up, and what arrives meanwhile is held.</summary>
public sealed class InvocationDrainTests
{
    [Fact]
    public async Task It_waits_for_what_is_in_flight_and_not_for_what_arrives_meanwhile()
    {
        using var drain = new InvocationDrain();
        using var gone = new CancellationTokenSource();
        var inFlight = await drain.EnterOrHoldAsync(CancellationToken.None);
        var draining = drain.DrainAsync();
        var held = drain.EnterOrHoldAsync(gone.Token);
        Assert.False(draining.IsCompleted);
        inFlight.Dispose();
        await draining.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(held.IsCompleted);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task What_does_not_end_within_seconds_is_given_up()
    {
        using var drain = new InvocationDrain();
        using var inFlight = await drain.EnterOrHoldAsync(CancellationToken.None);
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = drain.GiveUp.Register(givenUp.SetResult);
        Assert.False(givenUp.Task.IsCompleted);
        _ = drain.DrainAsync();
        await givenUp.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
