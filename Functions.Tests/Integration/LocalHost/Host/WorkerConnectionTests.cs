using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Host.Protocol;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>The conversation with a worker, compared with the captured one of the genuine host.</summary>
public sealed class WorkerConnectionTests : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<RpcLog> logged = [];
    private readonly WorkerConnection connection;
    private Task conversation = Task.CompletedTask;

    public WorkerConnectionTests() => connection = new WorkerConnection("/app", logged.Add);

    [Fact]
    public async Task A_worker_is_started_with_the_messages_of_the_real_host()
    {
        var worker = Connect(
            "03-worker-WorkerInitResponse",
            "05-worker-FunctionMetadataResponse",
            "07-worker-FunctionLoadResponse",
            "07-worker-FunctionLoadResponse");
        await connection.LoadAsync(stopping.Token);
        string[] expected =
        [
            "02-host-WorkerInitRequest",
            "04-host-FunctionsMetadataRequest",
            "06-host-FunctionLoadRequest-blob",
            "06-host-FunctionLoadRequest-http",
        ];
        Assert.Equal(expected.Select(Captured.Message), worker.Received);
        Assert.Equal(["LocalizeImage", "LocalizeOverHttp"], connection.Functions.Select(function => function.Name), StringComparer.Ordinal);
        Assert.Equal("CamFunctions.Functions.Functions", connection.Functions[0].Class);
        Assert.Equal(new Uri("http://localhost:44733/"), connection.HttpUri);
    }

    [Fact]
    public async Task An_invocation_that_succeeds_is_over_with_its_response()
    {
        var worker = Connect("10-worker-InvocationResponse-blob-success");
        var request = Captured.Message("08-host-InvocationRequest-blob-special-name");
        await connection.InvokeAsync(request.InvocationRequest, stopping.Token);
        Assert.Equal([request], worker.Received);
    }

    [Fact]
    public async Task An_invocation_that_fails_has_the_message_of_the_exception()
    {
        Connect("16-worker-InvocationResponse-failure");
        var request = Captured.Message("14-host-InvocationRequest-of-a-blob-that-throws").InvocationRequest;
        var failure = Assert.ThrowsAsync<InvocationFailedException>(() => connection.InvokeAsync(request, stopping.Token));
        Assert.Equal("asked to throw: throwme.jpg", (await failure).Message);
    }

    [Fact]
    public async Task An_invocation_is_cancelled_and_a_worker_stopped_as_by_the_real_host()
    {
        var worker = Connect();
        using var impatient = new CancellationTokenSource();
        var cancel = Captured.Message("18-host-InvocationCancel");
        var request = new InvocationRequest { InvocationId = cancel.InvocationCancel.InvocationId };
        var invocation = Assert.ThrowsAsync<InvocationFailedException>(() => connection.InvokeAsync(request, impatient.Token));
        await impatient.CancelAsync();
        connection.Terminate(TimeSpan.FromSeconds(5));
        connection.End();
        Assert.Equal("the worker ended", (await invocation).Message);
        await Fixtures.Eventually.HoldsAsync("all messages are sent", () => Task.FromResult(worker.Received.Count == 3));
        Assert.Equal([cancel, Captured.Message("17-host-WorkerTerminate")], worker.Received[1..]);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await conversation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        Assert.Empty(logged);
    }

    private ReplayedWorker Connect(params string[] answers)
    {
        var worker = new ReplayedWorker(answers);
        conversation = connection.RunAsync(worker, worker, stopping.Token);
        return worker;
    }
}
