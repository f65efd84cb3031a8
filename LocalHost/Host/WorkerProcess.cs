using System.Diagnostics;

namespace CamFunctions.LocalHost.Host;

/// <summary>One process of the worker, started as the Functions host starts it (RpcWorkerProcess).</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>The number of lines from standard error that the Functions host reports after a crash.</summary>
    private const int KeptErrors = 3;

    private readonly Process process = new();
    private string[] errors = [];

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public WorkerProcess(FunctionApp app, Uri server, string workerId, Action<string> writeError)
    {
        var start = process.StartInfo = new(app.Executable, [app.Worker, .. Arguments(server, workerId, $"{Guid.NewGuid()}")]);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (app.Folder, true, true);
        foreach (var (name, value) in app.Settings.Values.Concat(Variables(app.Folder)))
        {
            start.Environment[name] = value;
        }

        process.ErrorDataReceived += (_, line) => KeepError(line.Data, writeError);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        (Id, Exited) = (process.Id, ExitAsync());
    }

    public int Id { get; }

    /// <summary>Completes with the exit code, after everything that the worker wrote was read.</summary>
    public Task<int> Exited { get; }

    /// <summary>The last lines of standard error, where a worker explains why it could not start.</summary>
    public string LastErrors => errors.Length > 0 ? $"It wrote:\n{string.Join('\n', errors)}" : "It wrote nothing to standard error.";

    /// <summary>Kills the process, if it still runs, and everything that it started.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        process.Dispose();
    }

    /// <summary>The arguments that the Functions host gives, under both their old and new names.</summary>
    internal static string[] Arguments(Uri server, string workerId, string requestId) =>
    [
        "--host", server.Host, "--port", $"{server.Port}",
        "--workerId", workerId, "--requestId", requestId, "--grpcMaxMessageLength", $"{int.MaxValue}",
        "--functions-uri", server.AbsoluteUri,
        "--functions-worker-id", workerId, "--functions-request-id", requestId, "--functions-grpc-max-message-length", $"{int.MaxValue}",
    ];

    /// <summary>The environment variables that the Functions host sets.</summary>
    internal static Dictionary<string, string> Variables(string appFolder) => new(StringComparer.Ordinal)
    {
        ["AzureWebJobsScriptRoot"] = appFolder,
        ["FUNCTIONS_APPLICATION_DIRECTORY"] = appFolder,
        ["FUNCTIONS_EXTENSION_VERSION"] = "~4",
        ["FUNCTIONS_WORKER_DIRECTORY"] = appFolder,
        ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
    };

    private async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private void KeepError(string? line, Action<string> writeError)
    {
        // The end of the stream is null.
        if (line is not null)
        {
            errors = [.. errors.TakeLast(KeptErrors - 1), line];
            writeError(line);
        }
    }
}
