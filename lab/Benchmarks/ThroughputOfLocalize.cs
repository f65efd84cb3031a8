using System.Diagnostics;
using System.Globalization;
using CamFunctions.Cli.Images;
using CamFunctions.Cli.Localize;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Folders;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Benchmarks;

/// <summary>
/// Images per second of 'cam localize' over a folder, from files to files, and of nothing but the network on the same inputs: one
/// image after the other with a thread per core, and as many images at once as 'cam localize' analyses. They alternate in one run.
/// </summary>
internal static class ThroughputOfLocalize
{
    private const int MaximumImages = 100;
    private const int WarmUpImages = 8;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string folder, string modelPath)
    {
        var output = Directory.CreateTempSubdirectory("camfunctions-").FullName;
        try
        {
            ImageFile[] images = [.. ImageFiles.Find([folder], output).Take(MaximumImages)];
            var options = new AnalysisOptions();
            var cores = Environment.ProcessorCount;
            var threads = Math.Max(1, cores / images.Length);
            using var model = CamModel.Load(modelPath, threads);
            using var bare = CamSession.Open(modelPath, threads: 0, Amx.IsAvailable);
            RgbImage[] inputs = [.. images.Select(image => NetworkInput(image.Path, model, options))];
            var results = new ResultFolder(output);
            results.Create();
            var job = new LocalizeJob(new ImageProcessor(model, options), results, LocalizeJob.ImagesInProgress);

            await LocalizeAsync(job, images[..Math.Min(WarmUpImages, images.Length)]);
            RunOneByOne(bare, inputs[..Math.Min(WarmUpImages, images.Length)], options.Top);
            Console.WriteLine(
                $"{images.Length} images on {cores} cores; 'cam localize' analyses one per core, with {threads} threads each");
            for (var round = 1; round <= Rounds; round++)
            {
                var network = Time(() => RunOneByOne(bare, inputs, options.Top));
                var start = Stopwatch.GetTimestamp();
                await LocalizeAsync(job, images);
                var pipeline = Stopwatch.GetElapsedTime(start).TotalSeconds;
                var together = Time(() => RunTogether(model, inputs, options.Top, cores));
                Print(round, images.Length, network, together, pipeline);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static void Print(int round, int images, double network, double together, double pipeline) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"round {round}, images per second: bare network one by one {images / network:F2}, at once {images / together:F2}, " +
            $"localize {images / pipeline:F2}; localize's time / that of the bare network: {pipeline / network:F3} (one by one), " +
            $"{pipeline / together:F3} (at once)"));

    private static async Task LocalizeAsync(LocalizeJob job, ImageFile[] images)
    {
        await foreach (var result in job.RunAsync(images, CancellationToken.None))
        {
            if (result.Record is not { Error: null })
            {
                throw new InvalidOperationException($"{result.Image.Path} could not be localized; measure sound photographs.");
            }
        }
    }

    private static void RunOneByOne(InferenceSession session, RgbImage[] inputs, int top)
    {
        foreach (var input in inputs)
        {
            PipelineAgainstBareNetwork.RunNetwork(session, input, top);
        }
    }

    private static void RunTogether(CamModel model, RgbImage[] inputs, int top, int atOnce) =>
        Parallel.ForEach(inputs, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, input => model.Run(input, top));

    private static RgbImage NetworkInput(string path, CamModel model, AnalysisOptions options) =>
        NetworkImages.Decode(File.ReadAllBytes(path), options, model.Metadata.Geometry, model.InputSize).Input;

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
