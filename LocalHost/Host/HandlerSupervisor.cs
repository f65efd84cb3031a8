using System.Net;
using System.Net.Sockets;

namespace CamFunctions.LocalHost.Host;

/// <summary>
/// Keeps a handler running by the rules of the Functions host (HttpFunctionInvocationDispatcher, WorkerProcess): exit code 0 ends it
/// for good, 200 asks for a restart, any other is a crash, and with the third crash the host stops. One port serves all runs.
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

    /// <summary>Where the handler listens.</summary>
    public Uri Address { get; }

    /// <summary>Fails with <see cref="HostStoppedException"/> after the last crash, or when the executable cannot be started.</summary>
    public Task Completion { get; }

    public static HandlerSupervisor Start(
        FunctionApp app,
        IReadOnlyDictionary<string, string> settings,
        HostEvents events,
        HostTimes times) => new(app, settings, events, times);

    /// <summary>Waits for a handler that answers; one that ended with exit code 0 counts, as it does for the Functions host.</summary>
    public Task<HandlerProcess> WaitUntilReadyAsync(CancellationToken cancellation) => ready.Task.WaitAsync(cancellation);

    /// <summary>Kills a handler that took too long and starts another, which counts as no crash.</summary>
    /// <param name="handler">The handler; nothing happens if another has taken its place, or if there was none yet.</param>
    public async Task RestartAsync(HandlerProcess? handler)
    {
        if (handler is not null && handler == current)
        {
            events.Says("The handler took too long: it is killed and started again.");
            handler.AskForRestart();
            await handler.Noted;
        }
    }

    /// <summary>The process of the handler that was started last.</summary>
    public int? HandlerId => current?.Id;

    /// <summary>As <c>kill -9</c> from outside: a crash.</summary>
    public void KillHandler() => current?.Kill();

    /// <summary>Kills the handler and starts no other.</summary>
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
            // Whoever waits for a handler waits in vain.
            ready.TrySetException(fault);
            throw;
        }
    }

    /// <summary>One run, from its start to the moment when another has to be started.</summary>
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
            handler.NoteEnd();
        }
    }

    /// <returns>What kind of crash ended the run; <see langword="null"/> for a restart that counts as none.</returns>
    private async Task<string?> FollowAsync(HandlerProcess handler, CancellationToken cancellation)
    {
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var answering = probe.WaitAsync(starting.Token);
        // The Functions host does not see exit code 0, and goes on asking.
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
            events.Says(
                "The handler ended with exit code 0, after which the Functions host does not start it again. All later invocations fail.");
            handler.NoteEnd();
            await handler.RestartAsked.WaitAsync(cancellation);
        }

        return code == RestartExitCode || handler.RestartAsked.IsCompleted ? null : $"exited with code {code}";
    }

    private async Task CountAsync(HandlerProcess handler, string crash)
    {
        var errors = await handler.LastErrorsAsync();
        var said = errors.Length == 0 ? "It wrote nothing to standard error." : $"It wrote:\n{errors}";
        if (crashes.Add())
        {
            throw new HostStoppedException(
                $"The handler {app.Executable} {crash}. The host stops, as this was crash {CrashRecord.Limit} of {CrashRecord.Limit}, " +
                $"each within {CrashRecord.Interval.TotalMinutes:0} minutes of the one before. {said}");
        }

        events.Says($"The handler {crash}; it is started again. {said}");
    }
}
