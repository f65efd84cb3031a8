using System.Collections.Concurrent;
using Azure;
using CamFunctions.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Tests.Storage;

/// <summary>What the log says of an outage.</summary>
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
            line => Assert.Contains("No invocation waits for storage any more", line, StringComparison.Ordinal));

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
