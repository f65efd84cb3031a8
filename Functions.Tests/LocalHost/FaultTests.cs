using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost;

/// <summary>A handler that is killed and storage that is restarted, again and again, while images are processed.</summary>
public sealed class FaultTests(SmallModelFixture small)
{
    /// <summary>Twenty faults take two minutes, so the workflow build.yml asks for them (<c>-explicit only</c>).</summary>
    [Theory]
    [InlineData(6, 150)]
    [InlineData(20, 500, Explicit = true)]
    public async Task Faults_in_a_row_lose_no_image_and_leave_nothing_half_made(int faultCount, int imageCount)
    {
        await using var host = await DisturbedHost.StartAsync(small);
        // The third crash would stop the host, as it does the genuine one.
        Func<Task>[] faults =
        [
            .. Enumerable.Repeat(() => SignalAsync(host, "KILL"), 1),
            .. Enumerable.Repeat(() => SignalAsync(host, "TERM"), faultCount / 2),
            .. Enumerable.Repeat(() => RestartStorageAsync(host), (faultCount / 2) - 1),
        ];
        new Random(20).Shuffle(faults);
        var count = imageCount + DisturbedHost.SampleCount;
        await host.UploadAsync(imageCount);
        foreach (var cause in faults)
        {
            var before = await host.Store.Predictions.CountAsync();
            await Eventually.HoldsAsync(
                "progress",
                async () => await host.Store.Predictions.CountAsync() is var now && (now > before || now == count),
                TimeSpan.FromMinutes(3));
            host.AssertRuns();
            await cause();
        }

        await host.AssertAllDoneAsync(count);
    }

    private static Task SignalAsync(DisturbedHost host, string signal)
    {
        host.SignalHandler(signal);
        return Task.CompletedTask;
    }

    private static async Task RestartStorageAsync(DisturbedHost host)
    {
        await host.StopStorageAsync();
        await host.StartStorageAsync();
    }
}
