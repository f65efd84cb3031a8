using System.Diagnostics;

namespace CamFunctions.Benchmarks.Soak;

/// <summary>What a worker takes from the machine.</summary>
/// <param name="Images">Number of images that it has processed.</param>
/// <param name="MemoryBytes">Resident set.</param>
/// <param name="Handles">Number of open file descriptors.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="LatencyMs">Median time of an invocation since the sample before, in milliseconds.</param>
internal sealed record SoakSample(int Images, long MemoryBytes, int Handles, int Threads, double LatencyMs)
{
    /// <param name="worker">The process ID; Linux only.</param>
    /// <param name="images">Number of images that it has processed.</param>
    /// <param name="latencyMs">Median time of an invocation.</param>
    public static SoakSample Take(int worker, int images, double latencyMs)
    {
        using var process = Process.GetProcessById(worker);
        return new SoakSample(
            images,
            process.WorkingSet64,
            Directory.GetFileSystemEntries($"/proc/{worker}/fd").Length,
            process.Threads.Count,
            latencyMs);
    }
}
