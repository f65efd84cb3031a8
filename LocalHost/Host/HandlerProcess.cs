using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CamFunctions.LocalHost.Host;

/// <summary>One run of the handler's executable.</summary>
internal sealed class HandlerProcess : IAsyncDisposable
{
    /// <summary>As many lines of standard error as the Functions host repeats when the handler crashes.</summary>
    private const int KeptErrors = 3;

    /// <summary>What the handler started may hold its pipes open after its end; nobody waits for that.</summary>
    private static readonly TimeSpan OutputLimit = TimeSpan.FromMilliseconds(100);

    private readonly Process process;
    private readonly Task reading;
    private readonly Queue<string> lastErrors = new();
    private readonly TaskCompletionSource noted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource restartAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HandlerProcess(Process process, HostEvents events)
    {
        this.process = process;
        Id = process.Id;
        Exited = ExitAsync();
        reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, events.HandlerOutput),
            ReadAsync(process.StandardError, line => KeepError(line, events.HandlerErrors)));
    }

    public int Id { get; }

    /// <summary>The exit code, once it is known.</summary>
    public Task<int> Exited { get; }

    /// <summary>Completes when the supervisor knows that this run is over and whoever waits for a handler waits for the next one.</summary>
    public Task Noted => noted.Task;

    /// <summary>Completes when the host itself wants another run in place of this one.</summary>
    public Task RestartAsked => restartAsked.Task;

    /// <exception cref="FunctionAppException">The executable cannot be started.</exception>
    public static HandlerProcess Start(FunctionApp app, IReadOnlyDictionary<string, string> settings, int port, HostEvents events)
    {
        var start = new ProcessStartInfo(app.Executable, app.Arguments)
        {
            WorkingDirectory = app.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings.Concat(HostVariables(app, port)))
        {
            start.Environment[name] = value;
        }

        try
        {
            return new HandlerProcess(Process.Start(start)!, events);
        }
        catch (Win32Exception fault)
        {
            throw new FunctionAppException(
                $"The handler {app.Executable} of {app.Folder} cannot be started: {fault.Message}. " +
                "Build or publish the Functions project again.");
        }
    }

    /// <summary>The end of standard error, where a handler that cannot start says why.</summary>
    public async Task<string> LastErrorsAsync()
    {
        await OutputReadAsync();
        lock (lastErrors)
        {
            return string.Join('\n', lastErrors);
        }
    }

    public void NoteEnd() => noted.TrySetResult();

    /// <summary>As <c>kill -9</c>, whatever the process has started included.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended, and was cleared away, a moment ago.
        }
    }

    public void AskForRestart()
    {
        restartAsked.TrySetResult();
        Kill();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        await OutputReadAsync();
        process.Dispose();
    }

    /// <summary>The variables that the Functions host sets, under both generations of names.</summary>
    private static IEnumerable<KeyValuePair<string, string>> HostVariables(FunctionApp app, int port)
    {
        var workerId = Guid.NewGuid().ToString();
        var portText = port.ToString(CultureInfo.InvariantCulture);
        yield return new("FUNCTIONS_HTTPWORKER_PORT", portText);
        yield return new("FUNCTIONS_HTTPWORKER_ID", workerId);
        yield return new("FUNCTIONS_CUSTOMHANDLER_PORT", portText);
        yield return new("FUNCTIONS_CUSTOMHANDLER_WORKER_ID", workerId);
        yield return new("FUNCTIONS_APP_ROOT_PATH", app.Folder);
    }

    private async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> tell)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            tell(line);
        }
    }

    private void KeepError(string line, Action<string> tell)
    {
        lock (lastErrors)
        {
            lastErrors.Enqueue(line);
            if (lastErrors.Count > KeptErrors)
            {
                lastErrors.Dequeue();
            }
        }

        tell(line);
    }

    private async Task OutputReadAsync()
    {
        try
        {
            await reading.WaitAsync(OutputLimit);
        }
        catch (Exception fault) when (fault is TimeoutException or IOException or ObjectDisposedException)
        {
            // The rest of the output is lost, as the process is.
        }
    }
}
