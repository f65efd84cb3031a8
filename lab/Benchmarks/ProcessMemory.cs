using System.Diagnostics;

namespace CamFunctions.Benchmarks;

/// <summary>Runs a program and watches its memory.</summary>
internal static class ProcessMemory
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    /// <returns>The time it took, and the peak of its resident memory in bytes.</returns>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static (double Seconds, long PeakBytes) Run(string program, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var peak = 0L;
        while (!process.WaitForExit(PollInterval))
        {
            peak = Math.Max(peak, Peak(process));
        }

        return process.ExitCode == 0
            ? (Stopwatch.GetElapsedTime(start).TotalSeconds, peak)
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} failed; see its output.");
    }

    /// <summary>0 for a process that has just ended.</summary>
    private static long Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
