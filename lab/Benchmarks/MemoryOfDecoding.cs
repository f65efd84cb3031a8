using System.Diagnostics;
using System.Globalization;
using CamFunctions.Cli.Images;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Benchmarks;

/// <summary>
/// What decoding the largest images of each format takes: the peak of resident memory over that of the idle process, with the file's own
/// bytes. Each image has a process of its own.
/// </summary>
internal static class MemoryOfDecoding
{
    private static readonly NetworkInputSize Accepted = new(Step: 32, Width: 224, Height: 224, IsFixed: false);

    /// <param name="folder">Where the images are, or are made if they are not there.</param>
    /// <param name="photograph">What they are made from.</param>
    /// <param name="megabytes">The setting MemoryMegabytes.</param>
    public static int Run(string folder, string photograph, string megabytes)
    {
        foreach (var path in WorstImages.In(folder, photograph))
        {
            using var process = Process.Start(OwnProgram.Path, ["decoding-here", path, megabytes]);
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.WriteLine($"{path}: the process ended with {process.ExitCode}");
            }
        }

        return 0;
    }

    /// <summary>Decodes one image in this process.</summary>
    public static int RunHere(string path, long megabytes)
    {
        AnalysisWarmUp.Run();
        // Makes the kernel forget the peak until now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var idle = Memory("VmRSS");
        var start = Stopwatch.GetTimestamp();
        var outcome = Decode(path, Admission.Of(megabytes));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var peak = (Memory("VmHWM") - idle) / 1000.0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path),-28} {new FileInfo(path).Length / 1e6,6:F1} MB {peak,6:F0} MB over idle {seconds,6:F2} s  ")
            + outcome);
        return 0;
    }

    private static string Decode(string path, Admission admission)
    {
        try
        {
            var file = File.ReadAllBytes(path);
            var options = new AnalysisOptions();
            var header = ImageHeaderReader.Read(file, new ImageLimits());
            DecodingMemory.Check(header, file.LongLength, admission.Capacity);
            using var admitted = admission.EnterAsync(header.DecodingBytes, CancellationToken.None).GetAwaiter().GetResult();
            NetworkImages.Decode(file, options, Geometry.Whole, Accepted);
            return $"of {header.DecodingBytes / 1e6:F0} MB estimated besides the file";
        }
        catch (RejectedImageException rejection)
        {
            return $"refused: {rejection.Code}";
        }
    }

    /// <summary>In kilobytes.</summary>
    private static double Memory(string field) => double.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith(field, StringComparison.Ordinal)).Split()[^2],
        CultureInfo.InvariantCulture);
}
