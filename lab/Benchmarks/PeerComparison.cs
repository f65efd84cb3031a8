using System.Diagnostics;
using System.Globalization;
using CamFunctions.Cli.Images;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Benchmarks;

/// <summary>
/// The time from photograph file to overlay file, of this program (with its record) and of PyTorch in two ways, see
/// peers/pytorch_cam.py. All three take each photograph in turns, with two threads and the same size of the network's input.
/// </summary>
internal static class PeerComparison
{
    private const int Threads = 2;
    private const int Photographs = 20;
    private const int WarmUps = 2;
    private static readonly string[] Ways = ["hooks", "demonstration"];

    public static async Task<int> RunAsync(string folder, string modelPath)
    {
        using var peer = PeerProcess.Start();
        if (peer is null)
        {
            return 1;
        }

        var output = Directory.CreateTempSubdirectory("camfunctions-").FullName;
        try
        {
            var images = ImageFiles.Find([folder], output);
            using var model = CamModel.Load(modelPath, Threads);
            Console.WriteLine($"{Processor()}, {Environment.ProcessorCount} cores; {peer.Version}; {Path.GetFileName(modelPath)}");
            foreach (var geometry in new[] { Geometry.Crop, Geometry.Whole })
            {
                var options = new AnalysisOptions { Geometry = geometry };
                var processor = new ImageProcessor(model, options);
                var times = new List<double[]>();
                for (var turn = -WarmUps; turn < Photographs; turn++)
                {
                    var image = images[(turn + WarmUps) % images.Count];
                    var time = await TakeTurnsAsync(processor, model.InputSize, peer, image, output);
                    if (turn >= 0)
                    {
                        times.Add(time);
                    }
                }

                Print(options, times);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    /// <returns>Milliseconds of this program and of each of PyTorch's ways.</returns>
    private static async Task<double[]> TakeTurnsAsync(
        ImageProcessor processor, NetworkInputSize accepted, PeerProcess peer, ImageFile image, string output)
    {
        var options = processor.Options;
        var start = Stopwatch.GetTimestamp();
        await processor.ProcessAsync(
            new FileSnapshot(image.Path, image.Name, new ResultFolder(output)), redo: true, CancellationToken.None);
        var ours = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        var input = NetworkImages.Decode(await File.ReadAllBytesAsync(image.Path), options, options.Geometry!.Value, accepted).Input;
        var overlay = Path.Combine(output, "peer.jpg");
        return [ours, .. Ways.Select(way => peer.Run(way, input.Width, input.Height, image.Path, overlay))];
    }

    private static void Print(AnalysisOptions options, List<double[]> times)
    {
        var side = options.Geometry == Geometry.Crop ? "224 x 224" : $"about {options.InputSide} x {options.InputSide}";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{side}, median of {times.Count} photographs: this program {Median.Of(times.Select(time => time[0])):F1} ms"));
        foreach (var (index, way) in Ways.Index())
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  PyTorch, {way}: {Median.Of(times.Select(time => time[index + 1])):F1} ms, " +
                $"{Median.Of(times.Select(time => time[index + 1] / time[0])):F2} times as long"));
        }
    }

    private static string Processor() => File.Exists("/proc/cpuinfo") &&
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
        : "unknown processor";
}
