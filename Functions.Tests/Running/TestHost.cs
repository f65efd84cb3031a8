using System.Collections.Concurrent;
using CamFunctions.LocalHost.Host;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The gRPC server of a host, for one worker that a test starts itself.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WorkerServer server;
    private readonly ConcurrentQueue<string> logged = new();

    private TestHost(WorkerServer server)
    {
        this.server = server;
        var id = Guid.NewGuid().ToString();
        server.Expect(id, new WorkerConnection(AppContext.BaseDirectory, entry => logged.Enqueue(entry.Message)));
        Arguments = ArgumentsFor(server.Address, id);
    }

    /// <summary>The arguments of the worker.</summary>
    public string[] Arguments { get; }

    /// <summary>The worker's log.</summary>
    public string Log => string.Join('\n', logged);

    public static async Task<TestHost> StartAsync() => new(await WorkerServer.StartAsync(TestContext.Current.CancellationToken));

    /// <summary>The arguments that the Functions host gives to a worker, save those of older hosts.</summary>
    public static string[] ArgumentsFor(Uri host, string workerId) =>
    [
        "--functions-uri", host.AbsoluteUri, "--functions-worker-id", workerId,
        "--functions-request-id", $"{Guid.NewGuid()}", "--functions-grpc-max-message-length", "2147483647",
    ];

    public Task LogsAsync(string words) => Eventually.HoldsAsync(
        $"the worker logs '{words}'; it logged: {Log}", () => Task.FromResult(Log.Contains(words, StringComparison.Ordinal)));

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
