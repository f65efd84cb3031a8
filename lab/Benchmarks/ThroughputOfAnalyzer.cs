using System.Diagnostics;
using System.Globalization;
using CamFunctions.Cli.Images;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Benchmarks;

/// <summary>
/// Images per second of one processor, from bytes to overlay, by the number of images at once and of threads per inference, on one
/// core and on all: what the settings <c>InferenceThreads</c> and <c>maxDegreeOfParallelism</c> are chosen by.
/// </summary>
internal static class ThroughputOfAnalyzer
{
    private const int Images = 32;
    private const int WarmUpImages = 6;
    private static readonly int[] ThreadCounts = [1, 2];
    private static readonly int[] ImagesAtOnce = [1, 2, 4];

    /// <summary>Measures in processes of their own, because threads that already run would keep their cores.</summary>
    public static int RunOnOneAndAllCores(string folder, string modelPath)
    {
        foreach (var cores in new[] { "0", $"0-{Environment.ProcessorCount - 1}" })
        {
            string[] arguments = ["-c", cores, OwnProgram.Path, "concurrency-here", folder, modelPath];
            using var process = Process.Start("taskset", arguments);
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                return process.ExitCode;
            }
        }

        return 0;
    }

    public static int Run(string folder, string modelPath)
    {
        var images = ImageFiles.Find([folder], outputFolder: Path.Combine(folder, "localized")).Take(Images);
        byte[][] files = [.. images.Select(image => File.ReadAllBytes(image.Path))];
        foreach (var threads in ThreadCounts)
        {
            using var model = CamModel.Load(modelPath, threads);
            var processor = new ImageProcessor(model, new AnalysisOptions());
            foreach (var atOnce in ImagesAtOnce)
            {
                Analyze(processor, files[..Math.Min(files.Length, WarmUpImages)], atOnce);
                var start = Stopwatch.GetTimestamp();
                Analyze(processor, files, atOnce);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Environment.ProcessorCount} cores, InferenceThreads {threads}, {atOnce} at once: " +
                    $"{files.Length / Stopwatch.GetElapsedTime(start).TotalSeconds,6:F2} images per second"));
            }
        }

        return 0;
    }

    private static void Analyze(ImageProcessor processor, byte[][] files, int atOnce)
    {
        var next = -1;
        Thread[] workers = [.. Enumerable.Range(0, atOnce).Select(_ => new Thread(Work))];
        foreach (var worker in workers)
        {
            worker.Start();
        }

        foreach (var worker in workers)
        {
            worker.Join();
        }

        void Work()
        {
            while (Interlocked.Increment(ref next) is var index && index < files.Length)
            {
                processor.AnalyzeAsync(files[index], new StageClock(TimeProvider.System)).GetAwaiter().GetResult();
            }
        }
    }
}
