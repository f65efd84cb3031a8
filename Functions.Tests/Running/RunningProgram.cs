using System.Collections.Concurrent;
using System.Diagnostics;

namespace CamFunctions.Tests.Fixtures;

/// <summary>A program of this project in a separate process.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan ExitLimit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly Task reading;

    private RunningProgram(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, errors));
    }

    public string Output => string.Join('\n', output);

    public string Errors => string.Join('\n', errors);

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    public bool HasExited => process.HasExited;

    /// <summary>The worker, with the arguments that the Functions host gives it.</summary>
    /// <param name="environment">The app settings.</param>
    /// <param name="arguments">Those of <see cref="TestHost"/>; none to start it as a person might.</param>
    public static RunningProgram Worker(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start("CamFunctions.dll", environment, workingFolder: null, arguments);

    /// <summary>The command line.</summary>
    public static RunningProgram Cam(
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingFolder = null,
        params string[] arguments) => Start("cam.dll", environment, workingFolder, arguments);

    /// <summary>The local host with the worker that was built with the tests.</summary>
    public static RunningProgram LocalHost(IReadOnlyDictionary<string, string> environment, string workingFolder) =>
        Cam(environment, workingFolder, "host", "--app", AppContext.BaseDirectory);

    /// <summary>A test of this project that is run only in this way, because it may end its process.</summary>
    /// <param name="test">Its class and method.</param>
    public static RunningProgram Test(string test) => Start(
        Path.GetFileName(typeof(RunningProgram).Assembly.Location),
        environment: null,
        workingFolder: null,
        ["-explicit", "only", "-method", test]);

    /// <summary>An executable by its path.</summary>
    public static RunningProgram Executable(
        string path,
        IReadOnlyDictionary<string, string>? environment,
        string? workingFolder,
        params string[] arguments) => Start(path, environment, workingFolder, arguments);

    /// <exception cref="TimeoutException">It still runs after five minutes.</exception>
    public async Task<RunningProgram> ExitedAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(ExitLimit);
        await reading.WaitAsync(ExitLimit);
        return this;
    }

    public Task PrintsAsync(string words) => Eventually.HoldsAsync(
        $"the program says '{words}'; it said: {Output} {Errors}",
        () => Task.FromResult(Output.Contains(words, StringComparison.Ordinal)));

    /// <summary>As Ctrl+C does.</summary>
    public void Interrupt() => Signal("INT");

    public void Signal(string signal) => Signals.Send(signal, process.Id);

    /// <summary>Simulates kill -9, which the Functions host uses.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await ExitedAsync();
        process.Dispose();
        LoggedText.AssertHasNoKey(Output + Errors);
    }

    private static RunningProgram Start(
        string program,
        IReadOnlyDictionary<string, string>? environment,
        string? workingFolder,
        string[] arguments)
    {
        // Native executables are given by path, assemblies in the tests' folder by name.
        string[] command = Path.IsPathRooted(program)
            ? [program, .. arguments]
            : ["dotnet", Path.Combine(AppContext.BaseDirectory, program), .. arguments];
        // In the background of a script, Ctrl+C is ignored, and the programs that a test starts would inherit that.
        if (Signals.InterruptIsIgnored)
        {
            command = ["env", "--default-signal=INT", .. command];
        }

        return Start(new ProcessStartInfo(command[0], command[1..]), environment, workingFolder);
    }

    private static RunningProgram Start(ProcessStartInfo start, IReadOnlyDictionary<string, string>? environment, string? workingFolder)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        // A folder without a local.settings.json of the developer.
        start.WorkingDirectory = workingFolder ?? Path.GetTempPath();
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(Process.Start(start)!);
    }

    private static async Task ReadAsync(StreamReader reader, ConcurrentQueue<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
        }
    }
}
