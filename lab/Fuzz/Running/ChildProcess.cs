using System.Collections.Concurrent;
using System.Diagnostics;

namespace CamFunctions.Fuzz.Running;

/// <summary>This program again, in a process that may die.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>Of what it writes to standard error, which may be as much as it likes.</summary>
    private const int MaximumLines = 200;

    private readonly ConcurrentQueue<string> errors = new();

    /// <param name="onLine">Gets each line that the process prints; <see langword="null"/> to read its output otherwise.</param>
    /// <param name="arguments">Its arguments.</param>
    public ChildProcess(Action<string>? onLine, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A managed array beyond the limit is then an exception of the run that asked for it.
        start.Environment["DOTNET_GCHeapHardLimit"] = FormattableString.Invariant($"0x{(long)MemoryLimit.Megabytes << 20:X}");
        // Garbage of many runs is collected early, so that it does not add up to the limit.
        start.Environment["DOTNET_GCgen0size"] = "0x1000000";
        // The dump of a process is larger than all findings together.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        Process = new Process { StartInfo = start };
        Process.ErrorDataReceived += (_, line) => Keep(line.Data);
        Process.OutputDataReceived += (_, line) => onLine?.Invoke(line.Data ?? string.Empty);
        Process.Start();
        Process.BeginErrorReadLine();
        if (onLine is not null)
        {
            Process.BeginOutputReadLine();
        }
    }

    public Process Process { get; }

    /// <summary>What it wrote to standard error.</summary>
    public string Errors => string.Join('\n', errors);

    /// <summary>How it died, in a form that is the same for the same cause. It must have ended.</summary>
    public FailureSignature Crash()
    {
        // The second call also waits for the last lines.
        Process.WaitForExit();
        var place = errors.Select(line => line.Trim())
            .FirstOrDefault(line => line.StartsWith("at CamFunctions.", StringComparison.Ordinal));
        var words = errors.FirstOrDefault(line => line.Length > 0) ?? "no message";
        return new FailureSignature(FindingKind.Crash, FormattableString.Invariant($"exit code {Process.ExitCode}, {words}, {place}"));
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
            Process.WaitForExit();
        }

        Process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null && errors.Count < MaximumLines)
        {
            errors.Enqueue(line);
        }
    }
}
