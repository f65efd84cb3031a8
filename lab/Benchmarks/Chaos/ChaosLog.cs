using System.Diagnostics;
using System.Globalization;

namespace CamFunctions.Benchmarks.Chaos;

/// <summary>Prints what happens, with the time since the start.</summary>
internal sealed class ChaosLog
{
    private readonly long start = Stopwatch.GetTimestamp();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(start);

    public void Write(string sentence) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds,8:F1} s  {sentence}"));
}
