using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CamFunctions.Benchmarks.Chaos.Programs;

/// <summary>The command <c>cam host</c>, started again whenever it ends, as a platform does.</summary>
/// <param name="settings">Its settings.</param>
/// <param name="log">Gets one line when it ends.</param>
internal sealed partial class ChaosHost(IReadOnlyDictionary<string, string> settings, ChaosLog log) : IAsyncDisposable
{
    private const string ReadyLine = "Ctrl+C stops.";

    /// <summary>A host that can't start would otherwise take the machine by being started again and again.</summary>
    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, int> givenUp = new(StringComparer.Ordinal);
    private Task supervising = Task.CompletedTask;
    private volatile Process? current;
    private volatile bool isReady;
    private int starts;

    /// <summary>Whether it serves.</summary>
    public bool IsReady => isReady;

    public int Starts => starts;

    /// <summary>The images that were moved to the poison queue.</summary>
    public IReadOnlyCollection<string> GivenUp => [.. givenUp.Keys];

    public void Start() => supervising = SuperviseAsync();

    /// <summary>Sends a signal to the host.</summary>
    public void Signal(string signal)
    {
        if (current is { } host)
        {
            Run("kill", $"-{signal}", $"{host.Id}");
        }
    }

    /// <summary>Sends a signal to the worker, if it runs just now.</summary>
    public void SignalWorker(string signal)
    {
        if (current is { } host)
        {
            Run("pkill", $"-{signal}", "-P", $"{host.Id}", "-f", "CamFunctions\\.dll");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        Signal("TERM");
        await supervising;
        stopping.Dispose();
    }

    private async Task SuperviseAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            using var host = CamProgram.Start(settings, "host", "--app", AppContext.BaseDirectory);
            current = host;
            starts++;
            if (stopping.IsCancellationRequested)
            {
                host.Kill(entireProcessTree: true);
            }

            var errors = host.StandardError.ReadToEndAsync();
            await ReadAsync(host.StandardOutput);
            await host.WaitForExitAsync();
            isReady = false;
            current = null;
            if (!stopping.IsCancellationRequested)
            {
                log.Write($"The host ended with exit code {host.ExitCode} and is started again. {FirstLine(await errors)}");
                await Task.Delay(RestartPause);
            }
        }
    }

    private static string FirstLine(string errors) => errors.Split('\n')[0].TrimEnd();

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            isReady |= line.EndsWith(ReadyLine, StringComparison.Ordinal);
            if (PoisonLine().Match(line) is { Success: true } match)
            {
                givenUp[match.Groups["name"].Value] = 0;
            }
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var running = Process.Start(program, arguments);
        running.WaitForExit();
    }

    [GeneratedRegex("^(?<name>.+): given up and moved to the queue", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PoisonLine();
}
