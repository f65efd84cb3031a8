using System.Diagnostics;

namespace CamFunctions.Fuzz.Running;

/// <summary>The memory that a process may have needed at most since its start.</summary>
internal static class MemoryLimit
{
    public const int Megabytes = 512;

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
