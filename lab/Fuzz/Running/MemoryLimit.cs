using System.Diagnostics;
using System.Globalization;

namespace CamFunctions.Fuzz.Running;

/// <summary>The memory that a process may have needed at most since its start.</summary>
internal static class MemoryLimit
{
    /// <summary>An environment variable with another limit, for tests.</summary>
    public const string Variable = "FUZZ_MEMORY_MB";

    private const int Default = 512;

    public static int Megabytes { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var limit) ? limit : Default;

    /// <summary>Memory is first used when it is written to: half a gigabyte takes longer than this.</summary>
    private const int ShortestMilliseconds = 4;

    /// <param name="runStart">When a run began, by <see cref="Stopwatch"/>.</param>
    public static bool IsExceededSince(long runStart)
    {
        if (Stopwatch.GetElapsedTime(runStart).TotalMilliseconds < ShortestMilliseconds)
        {
            return false;
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 > (long)Megabytes << 20;
    }
}
