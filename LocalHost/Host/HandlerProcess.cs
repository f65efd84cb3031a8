using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CamFunctions.LocalHost.Host;

/// <summary>One run of the handler's executable.</summary>
internal sealed class HandlerProcess : IAsyncDisposable
{
    /// <summary>The number of lines from standard error that the Functions host reports after a crash.</summary>
    private const int KeptErrors = 3;

    /// <summary>A limit, because processes that the handler started may keep its pipes open after it ended.</summary>
    private static readonly TimeSpan OutputLimit = TimeSpan.FromMilliseconds(100);

    private readonly Process process;
    private readonly Task reading;
    private readonly Queue<string> lastErrors = new();
    private readonly TaskCompletionSource endHandled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource restartRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);

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

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Exited { get; }

    /// <summary>Completes when the supervisor has handled the end of this run, so that new invocations wait for the next one.</summary>
    public Task EndHandled => endHandled.Task;

    /// <summary>Completes when the host itself requests a restart.</summary>
    public Task RestartRequested => restartRequested.Task;

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

    /// <summary>The last lines of standard error, where a handler explains why it could not start.</summary>
    public async Task<string> LastErrorsAsync()
    {
        await OutputReadAsync();
        lock (lastErrors)
        {
            return string.Join('\n', lastErrors);
        }
    }

    public void MarkEndHandled() => endHandled.TrySetResult();

    /// <summary>Kills the process and everything that it started.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just exited.
        }
    }

    public void RequestRestart()
    {
        restartRequested.TrySetResult();
        Kill();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        await OutputReadAsync();
        process.Dispose();
    }

    /// <summary>The variables that the Functions host sets, under both their old and new names.</summary>
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

    private static async Task ReadAsync(StreamReader reader, Action<string> writeLine)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            writeLine(line);
        }
    }

    private void KeepError(string line, Action<string> writeLine)
    {
        lock (lastErrors)
        {
            lastErrors.Enqueue(line);
            if (lastErrors.Count > KeptErrors)
            {
                lastErrors.Dequeue();
            }
        }

        writeLine(line);
    }

    private async Task OutputReadAsync()
    {
        try
        {
            await reading.WaitAsync(OutputLimit);
        }
        catch (Exception fault) when (fault is TimeoutException or IOException or ObjectDisposedException)
        {
            // The rest of the output is lost.
        }
    }
}
