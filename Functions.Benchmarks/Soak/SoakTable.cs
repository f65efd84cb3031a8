using System.Globalization;

namespace CamFunctions.Benchmarks.Soak;

/// <summary>Prints the samples of a soak test, and judges them.</summary>
internal static class SoakTable
{
    /// <summary>Growth of the resident set from the first sample to the last that is not a leak.</summary>
    private const double AllowedGrowth = 0.10;

    /// <summary>Connections and pool threads that come and go with the load.</summary>
    private const int AllowedVariation = 8;

    public static void PrintHeader() =>
        Console.WriteLine($"{"images",8}{"MB resident",14}{"handles",10}{"threads",10}{"median ms",12}");

    public static void Print(SoakSample sample) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{sample.Images,8}{sample.MemoryBytes / 1e6,14:F1}{sample.Handles,10}{sample.Threads,10}{sample.LatencyMs,12:F1}"));

    /// <returns>The exit code: 0 only if nothing grew.</returns>
    public static int Judge(IReadOnlyList<SoakSample> samples, bool isSameWorker)
    {
        var faults = Faults(samples[0], samples[^1], isSameWorker).ToArray();
        Array.ForEach(faults, Console.WriteLine);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Resident memory {Growth(samples[0], samples[^1]):+0.0 %;-0.0 %} from {samples[0].Images:N0} to " +
            $"{samples[^1].Images:N0} images."));
        return faults.Length == 0 ? 0 : 1;
    }

    /// <returns>A sentence for each thing that grew.</returns>
    public static IEnumerable<string> Faults(SoakSample first, SoakSample last, bool isSameWorker)
    {
        if (!isSameWorker)
        {
            yield return "The worker ended and was started again, so the samples are of two processes; see its log.";
        }

        if (Growth(first, last) > AllowedGrowth)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"The resident memory grew by more than {AllowedGrowth:P0}: something keeps memory.");
        }

        if (last.Handles > first.Handles + AllowedVariation)
        {
            yield return $"Open handles grew from {first.Handles} to {last.Handles}: something is not closed.";
        }

        if (last.Threads > first.Threads + AllowedVariation)
        {
            yield return $"Threads grew from {first.Threads} to {last.Threads}: something does not end them.";
        }
    }

    private static double Growth(SoakSample first, SoakSample last) => ((double)last.MemoryBytes / first.MemoryBytes) - 1;
}
