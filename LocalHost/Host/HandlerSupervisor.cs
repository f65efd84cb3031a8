using System.Net;
using System.Net.Sockets;

namespace CamFunctions.LocalHost.Host;

/// <summary>
/// Keeps a handler running by the rules of the Functions host (HttpFunctionInvocationDispatcher, WorkerProcess): exit code 0 ends it
/// permanently, 200 requests a restart, any other is a crash, and the third crash stops the host. All runs use the same port.
/// </summary>
internal sealed class HandlerSupervisor : IAsyncDisposable
{
    private const int RestartExitCode = 200;

    private readonly FunctionApp app;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly HostEvents events;
    private readonly CrashRecord crashes;
    private readonly int port = FreePort();
    private readonly HttpClient http = HandlerHttp.Create();
    private readonly ReadinessProbe probe;
    private readonly CancellationTokenSource stopping = new();
    private readonly TimeSpan initializationLimit;
    private volatile HandlerProcess? current;
    private volatile TaskCompletionSource<HandlerProcess> ready = NewReadiness();

    private HandlerSupervisor(FunctionApp app, IReadOnlyDictionary<string, string> settings, HostEvents events, HostTimes times)
    {
        (this.app, this.settings, this.events) = (app, settings, events);
        initializationLimit = times.InitializationLimit;
        crashes = new CrashRecord(times.Clock);
        Address = new Uri($"http://{IPAddress.Loopback}:{port}/");
        probe = new ReadinessProbe(http, Address, initializationLimit);
        Completion = SuperviseAsync(stopping.Token);
    }

    /// <summary>The address that the handler listens on.</summary>
    public Uri Address { get; }

    /// <summary>Fails with <see cref="HostStoppedException"/> after the last crash, or when the executable cannot be started.</summary>
    public Task Completion { get; }

    public static HandlerSupervisor Start(
        FunctionApp app,
        IReadOnlyDictionary<string, string> settings,
        HostEvents events,
        HostTimes times) => new(app, settings, events, times);

    /// <summary>Waits for a handler that answers. One that exited with code 0 counts as ready, as in the Functions host.</summary>
    public Task<HandlerProcess> WaitUntilReadyAsync(CancellationToken cancellation) => ready.Task.WaitAsync(cancellation);

    /// <summary>Kills a handler that took too long and starts another. This does not count as a crash.</summary>
    /// <param name="handler">Nothing happens if this is not the current handler.</param>
    public async Task RestartAsync(HandlerProcess? handler)
    {
        if (handler is not null && handler == current)
        {
            events.Notice("The handler took too long and is restarted.");
            handler.RequestRestart();
            await handler.EndHandled;
        }
    }

    /// <summary>The process ID of the handler that was started last.</summary>
    public int? HandlerId => current?.Id;

    /// <summary>Simulates <c>kill -9</c>, which is a crash.</summary>
    public void KillHandler() => current?.Kill();

    /// <summary>Kills the handler without starting another.</summary>
    public void Stop() => stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        Stop();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Dispose();
        stopping.Dispose();
    }

    private static TaskCompletionSource<HandlerProcess> NewReadiness() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task SuperviseAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await RunHandlerAsync(cancellation);
            }
        }
        catch (Exception fault)
        {
            // There will be no handler, so waiting for one must fail.
            ready.TrySetException(fault);
            throw;
        }
    }

    /// <summary>Runs a handler until another has to be started.</summary>
    private async Task RunHandlerAsync(CancellationToken cancellation)
    {
        await using var handler = HandlerProcess.Start(app, settings, port, events);
        current = handler;
        try
        {
            var crash = await FollowAsync(handler, cancellation);
            if (ready.Task.IsCompleted)
            {
                ready = NewReadiness();
            }

            if (crash is not null)
            {
                await CountAsync(handler, crash);
            }
        }
        finally
        {
            handler.MarkEndHandled();
        }
    }

    /// <returns>A description of the crash that ended the run; <see langword="null"/> for a restart.</returns>
    private async Task<string?> FollowAsync(HandlerProcess handler, CancellationToken cancellation)
    {
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var answering = probe.WaitAsync(starting.Token);
        // The Functions host ignores exit code 0 and keeps probing.
        if (await Task.WhenAny(answering, handler.Exited) == answering || handler.Exited.Result == 0)
        {
            if (!await answering)
            {
                return $"did not answer within {initializationLimit.TotalSeconds:0.#} seconds";
            }

            ready.TrySetResult(handler);
        }

        await starting.CancelAsync();
        var code = await handler.Exited.WaitAsync(cancellation);
        if (code == 0)
        {
            events.Notice(
                "The handler ended with exit code 0, after which the Functions host does not restart it. All later invocations fail.");
            handler.MarkEndHandled();
            await handler.RestartRequested.WaitAsync(cancellation);
        }

        return code == RestartExitCode || handler.RestartRequested.IsCompleted ? null : $"exited with code {code}";
    }

    private async Task CountAsync(HandlerProcess handler, string crash)
    {
        var errors = await handler.LastErrorsAsync();
        var output = errors.Length == 0 ? "It wrote nothing to standard error." : $"It wrote:\n{errors}";
        if (crashes.Add())
        {
            throw new HostStoppedException(
                $"The handler {app.Executable} {crash}. The host stops because this was crash {CrashRecord.Limit} of " +
                $"{CrashRecord.Limit}, each within {CrashRecord.Interval.TotalMinutes:0} minutes of the previous one. {output}");
        }

        events.Notice($"The handler {crash} and is restarted. {output}");
    }
}
