using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost;

/// <summary>Storage that goes and comes back while images are processed.</summary>
public sealed class OutageTests(SmallModelFixture small)
{
    [Fact]
    public async Task A_minute_without_storage_costs_no_image_and_at_most_one_line_at_its_beginning_and_end()
    {
        await using var host = await DisturbedHost.StartAsync(small);
        await host.UploadAsync(200);
        await Eventually.HoldsAsync("some records", async () => await host.Store.Predictions.CountAsync() >= 20);
        await host.StopStorageAsync();
        // The length of the outage is the point of this test.
        using (var outage = new PeriodicTimer(TimeSpan.FromMinutes(1)))
        {
            await outage.WaitForNextTickAsync();
        }

        await host.StartStorageAsync();
        await host.AssertAllDoneAsync(200 + DisturbedHost.SampleCount);
        // None if the outage began while the host, not the worker, was reading from storage.
        Assert.InRange(host.Lines("invocations wait up to").Count(), 0, 1);
        Assert.Equal(
            host.Lines("invocations wait up to").Count(),
            host.Lines("No invocation waits for storage any longer").Count());
    }
}
