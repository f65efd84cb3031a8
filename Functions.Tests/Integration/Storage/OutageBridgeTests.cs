using System.Collections.Concurrent;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Tests.Storage;

/// <summary>Which faults are waited out, for how long, and what the log says of it.</summary>
public sealed class OutageBridgeTests
{
    [Fact]
    public async Task However_many_invocations_wait_an_outage_is_told_once_when_it_begins_and_once_when_it_ends()
    {
        const int Invocations = 3;
        var log = new Lines();
        var bridge = new OutageBridge(TimeSpan.FromMinutes(1), TimeProvider.System, log);
        var allFail = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failing = 0;
        await Task.WhenAll(Enumerable.Range(0, Invocations).Select(_ => InvokeAsync()));
        Assert.Collection(
            log.Written,
            line => Assert.Contains("invocations wait up to 60 s for it", line, StringComparison.Ordinal),
            line => Assert.Contains("No invocation waits for storage any longer", line, StringComparison.Ordinal));

        Task<int> InvokeAsync()
        {
            var attempts = 0;
            return bridge.RunAsync(
                async () =>
                {
                    if (attempts++ > 0)
                    {
                        return attempts;
                    }

                    if (Interlocked.Increment(ref failing) == Invocations)
                    {
                        allFail.SetResult();
                    }

                    await allFail.Task;
                    throw new RequestFailedException(503, "The server is busy.");
                },
                TestContext.Current.CancellationToken);
        }
    }

    public static TheoryData<Exception, bool> Faults => new()
    {
        { new RequestFailedException(0, "unreachable"), true },
        { new RequestFailedException(408, "time-out"), true },
        { new RequestFailedException(429, "too many requests"), true },
        { new RequestFailedException(401, "no token yet"), true },
        { new RequestFailedException(403, "no role yet"), true },
        { new RequestFailedException(500, "internal"), true },
        { new RequestFailedException(409, "going", BlobErrorCode.ContainerBeingDeleted.ToString(), innerException: null), true },
        { new AggregateException(new RequestFailedException(503, "busy")), true },
        { new AggregateException(new IOException("interrupted again and again")), true },
        { new AggregateException(new InvalidOperationException("a fault of ours")), false },
        { new IOException("interrupted"), true },
        { new HttpRequestException("interrupted"), true },
        { new AuthenticationFailedException("no token"), true },
        { new TaskCanceledException("the library's own limit"), true },
        { new RequestFailedException(404, "gone"), false },
        { new RequestFailedException(412, "changed"), false },
        { new InvalidOperationException("a fault of ours"), false },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Only_faults_that_pass_by_themselves_are_waited_out(Exception exception, bool isTransient)
    {
        var attempts = 0;
        var working = Bridge(new InstantDelayClock(), TimeSpan.FromMinutes(1)).RunAsync(
            () => attempts++ == 0 ? Task.FromException<int>(exception) : Task.FromResult(attempts), TestContext.Current.CancellationToken);
        await Task.WhenAny(working);
        Assert.Equal((isTransient, isTransient ? 2 : 1), (working.IsCompletedSuccessfully, attempts));
    }

    [Fact]
    public async Task An_invocation_fails_before_it_has_waited_for_longer_than_the_limit_but_not_long_before()
    {
        var clock = new InstantDelayClock();
        await Assert.ThrowsAsync<IOException>(() => Bridge(clock, TimeSpan.FromSeconds(200)).RunAsync(
            () => Task.FromException<int>(new IOException("down")), TestContext.Current.CancellationToken));
        // The longest pause is 15 seconds.
        Assert.InRange(clock.Waited.TotalSeconds, 185, 200);
    }

    [Fact]
    public async Task Pauses_double_from_half_a_second_to_fifteen_and_half_of_each_is_left_to_chance()
    {
        double[] longest = [0.5, 1, 2, 4, 8, 15, 15, 15];
        var clock = new InstantDelayClock();
        var attempts = new List<double>();
        await Bridge(clock, TimeSpan.FromMinutes(3)).RunAsync(
            () =>
            {
                attempts.Add(clock.Waited.TotalSeconds);
                return attempts.Count <= longest.Length ? Task.FromException<int>(new IOException("down")) : Task.FromResult(0);
            },
            TestContext.Current.CancellationToken);
        var shares = attempts.Zip(attempts.Skip(1), longest).Select(pause => (pause.Second - pause.First) / pause.Third).ToArray();
        Assert.All(shares, share => Assert.InRange(share, 0.49, 1.01));
        Assert.NotEqual(shares.Min(), shares.Max(), tolerance: 0.01);
    }

    [Fact]
    public async Task Storage_is_left_alone_for_as_long_as_it_asks()
    {
        await using var storage = await FaultyStorage.BusyAsync(retryAfterSeconds: 40);
        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => storage.Service(retries: 0).GetBlobContainerClient("images").ExistsAsync());
        var clock = new InstantDelayClock();
        var attempts = 0;
        await Bridge(clock, TimeSpan.FromMinutes(2)).RunAsync(
            () => attempts++ == 0 ? Task.FromException<int>(exception) : Task.FromResult(attempts), TestContext.Current.CancellationToken);
        Assert.Equal(40, clock.Waited.TotalSeconds);
    }

    /// <summary>The storage library itself continues a transfer from where it broke, and gives up after some times.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_download_that_breaks_again_and_again_is_waited_out(int retries)
    {
        await using var storage = await FaultyStorage.InterruptedAsync();
        var store = new ImageStore(storage.Service(retries), new ContainerNames("images", "overlays", "predictions"));
        var attempts = 0;
        var broken = await Bridge(new InstantDelayClock(), TimeSpan.FromMinutes(2)).RunAsync(
            async () => attempts++ == 0
                ? await store.DownloadAsync("a.jpg", new ETag("\"1\""), TestContext.Current.CancellationToken)
                : [],
            TestContext.Current.CancellationToken);
        Assert.Empty(broken);
    }

    private static OutageBridge Bridge(TimeProvider clock, TimeSpan limit) => new(limit, clock, new Lines());

    private sealed class Lines : ILogger<OutageBridge>
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));
    }
}
