using System.Collections.Concurrent;
using System.Diagnostics;

namespace CamFunctions.Tests.Fixtures;

/// <summary>A program of this project in a separate process.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
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

    /// <summary>The local host with the handler that was built with the tests.</summary>
    public static RunningProgram LocalHost(IReadOnlyDictionary<string, string> environment, string workingFolder) =>
        Cam(environment, workingFolder, "host", "--app", AppContext.BaseDirectory);

    /// <summary>The fuzzer.</summary>
    public static RunningProgram Fuzz(IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        Start("CamFunctions.Fuzz.dll", environment, workingFolder: null, arguments);

    /// <summary>The benchmarks, among them the chaos test.</summary>
    public static RunningProgram Benchmarks(params string[] arguments) =>
        Start("CamFunctions.Benchmarks.dll", environment: null, workingFolder: null, arguments);

    /// <summary>A test of this project that is run only in this way, because it may end its process.</summary>
    /// <param name="test">Its class and method.</param>
    public static RunningProgram Test(string test) =>
        Start("CamFunctions.Tests.dll", environment: null, workingFolder: null, ["-explicit", "only", "-method", test]);

    /// <summary>An executable by its path.</summary>
    public static RunningProgram Executable(
        string path,
        IReadOnlyDictionary<string, string>? environment,
        string? workingFolder,
        params string[] arguments) => Start(path, environment, workingFolder, arguments);

    public async Task<RunningProgram> ExitedAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await reading;
        return this;
    }

    public Task PrintsAsync(string words) => Eventually.HoldsAsync(
        $"the program says '{words}'; it said: {Output} {Errors}",
        () => Task.FromResult(Output.Contains(words, StringComparison.Ordinal)));

    /// <summary>As Ctrl+C does.</summary>
    public void Interrupt() => Signal("INT");

    public void Signal(string signal) => Run("kill", $"-{signal}", $"{process.Id}");

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
        var start = Path.IsPathRooted(program)
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments]);
        return Start(start, environment, workingFolder);
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

    private static void Run(string program, params string[] arguments)
    {
        using var running = Process.Start(program, arguments);
        running.WaitForExit();
    }

    private static async Task ReadAsync(StreamReader reader, ConcurrentQueue<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
        }
    }
}
