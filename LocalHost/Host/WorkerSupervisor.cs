namespace CamFunctions.LocalHost.Host;

/// <summary>
/// Keeps a worker running by the rules of the Functions host (RpcFunctionInvocationDispatcher, WorkerProcess): exit code 0 ends it
/// permanently, 200 requests a restart, any other is a crash, and the third crash stops the host.
/// </summary>
internal sealed class WorkerSupervisor(FunctionApp app, Action<HostEvent> write, Action<RpcLog> log)
{
    private const int RestartExitCode = 200;

    /// <summary>The Functions host's limits for the start and the end of a worker.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60), Grace = TimeSpan.FromSeconds(5);

    private readonly CrashRecord crashes = new(TimeProvider.System);
    private volatile TaskCompletionSource<WorkerConnection> ready = NewReadiness();
    private volatile WorkerProcess? current;
    private volatile WorkerConnection? slow;

    /// <summary>The process ID of the worker that was started last.</summary>
    public int? WorkerId => current?.Id;

    /// <summary>Waits for a worker with loaded functions.</summary>
    /// <exception cref="InvocationFailedException">The worker ended with exit code 0.</exception>
    public Task<WorkerConnection> ReadyAsync(CancellationToken cancellation) => ready.Task.WaitAsync(cancellation);

    /// <summary>Runs workers until cancelled, and then asks the last one to end.</summary>
    /// <exception cref="FunctionAppException">The worker cannot be used, or crashed too often.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var server = await WorkerServer.StartAsync(cancellation);
            while (true)
            {
                await RunWorkerAsync(server, cancellation);
            }
        }
        catch (Exception exception)
        {
            // There will be no worker, so waiting for one must fail.
            ready.TrySetException(exception);
            throw;
        }
    }

    /// <summary>Kills a worker that took too long, unless it has ended. This does not count as a crash.</summary>
    public void Restart(WorkerConnection worker)
    {
        if (ready.Task is { IsCompletedSuccessfully: true } started && started.Result == worker)
        {
            slow = worker;
            current?.Kill();
        }
    }

    private static TaskCompletionSource<WorkerConnection> NewReadiness() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunWorkerAsync(WorkerServer server, CancellationToken cancellation)
    {
        var (id, connection) = ($"{Guid.NewGuid()}", new WorkerConnection(app.Folder, log));
        server.Expect(id, connection);
        await using var process = new WorkerProcess(
            app, server.Address, id, line => write(new HostEvent.Logged(IsFunction: false, LogLevel.Error, line)));
        current = process;
        try
        {
            await LoadAsync(connection, process, cancellation);
            await process.Exited.WaitAsync(cancellation);
        }
        finally
        {
            if (ready.Task.IsCompletedSuccessfully)
            {
                connection.Terminate(Grace);
                await Task.WhenAny(process.Exited, Task.Delay(Grace, CancellationToken.None));
                // Before the invocations fail, so that they wait for the next worker when they are tried again.
                ready = NewReadiness();
            }

            connection.End();
        }

        await CountAsync(process, isCrash: slow != connection, cancellation);
    }

    private async Task LoadAsync(WorkerConnection connection, WorkerProcess process, CancellationToken cancellation)
    {
        await using var limit = new Timer(_ => process.Kill(), state: null, StartLimit, Timeout.InfiniteTimeSpan);
        var loading = connection.LoadAsync(cancellation);
        if (await Task.WhenAny(loading, process.Exited) == loading)
        {
            await loading;
            ready.TrySetResult(connection);
        }
    }

    private async Task CountAsync(WorkerProcess process, bool isCrash, CancellationToken cancellation)
    {
        var code = await process.Exited;
        var sentence = $"The worker ended with exit code {code}";
        if (code == 0)
        {
            write(new HostEvent.Notice($"{sentence}, after which the Functions host starts no other. All later invocations fail."));
            ready.SetException(new InvocationFailedException(sentence));
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        if (isCrash && code != RestartExitCode && crashes.Add())
        {
            throw new FunctionAppException($"{sentence} for the third time in half an hour, so the host stops. {process.LastErrors}");
        }

        write(new HostEvent.Notice($"{sentence} and is restarted."));
    }
}
