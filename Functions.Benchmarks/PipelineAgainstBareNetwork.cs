using System.Diagnostics;
using System.Globalization;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Records;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Benchmarks;

/// <summary>
/// How much the pipeline costs beyond its network: the time from an image's bytes to overlay and record, over that of the bare
/// ONNX Runtime call on the same input. The two alternate, so that changes of the machine's speed affect both.
/// </summary>
internal static class PipelineAgainstBareNetwork
{
    private const int WarmUps = 3;
    private const int Rounds = 15;

    public static int Run(string folder)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam.onnx");
        using var model = CamModel.Load(path, threads: 0);
        // With the same session options as the pipeline: threads that spin after a run would slow down the other session.
        using var bare = CamSession.Open(path, threads: 0);
        var analyzer = new ImageAnalyzer(model, new AnalysisOptions());

        Console.WriteLine($"{"photograph",-16}{"pixels",12}{"network",10}{"pipeline ms",13}{"bare ms",9}{"ratio",7}");
        var files = Directory.GetFiles(folder).Where(file => Path.GetExtension(file) is ".jpg" or ".png");
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            Compare(file, analyzer, bare);
        }

        return 0;
    }

    private static void Compare(string path, ImageAnalyzer analyzer, InferenceSession bare)
    {
        var file = File.ReadAllBytes(path);
        var header = ImageHeaderReader.Read(file, analyzer.Options.Limits);
        var size = new NetworkInputSize(Stride: 32, Width: 224, Height: 224, IsFixed: false);
        var frame = NetworkFraming.Frame(header.Width, header.Height, Geometry.Whole, analyzer.Options.InputSide, size);
        var input = ImageResizer.ToNetwork(ImageDecoder.Decode(file, header, frame.DecodingSide(analyzer.Options.OverlaySide)), frame);
        var source = new ImageSource(
            new Uri(path), Container: null, Path.GetFileName(path), ETag: null, DateTimeOffset.UnixEpoch, file.Length);

        var ratios = new List<(double Pipeline, double Bare)>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var times = (
                Time(() => BytesToOverlayAndRecord(file, source, analyzer)),
                Time(() => RunNetwork(bare, input, analyzer.Options.Top)));
            if (round >= 0)
            {
                ratios.Add(times);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path),-16}{$"{header.Width} x {header.Height}",12}{$"{frame.Width}x{frame.Height}",10}" +
            $"{Median(ratios.Select(time => time.Pipeline)),13:F1}{Median(ratios.Select(time => time.Bare)),9:F1}" +
            $"{Median(ratios.Select(time => time.Pipeline / time.Bare)),7:F2}"));
    }

    private static void BytesToOverlayAndRecord(byte[] file, ImageSource source, ImageAnalyzer analyzer)
    {
        var clock = new StageClock(TimeProvider.System);
        var analysis = analyzer.Analyze(file, clock);
        RecordJson.Write(PredictionRecord.Of(source, analysis, analyzer.Model, source.Uri, clock.Read()));
    }

    public static void RunNetwork(InferenceSession session, RgbImage input, int top)
    {
        using var image = OrtValue.CreateTensorValueFromMemory(input.Pixels, [input.Height, input.Width, 3]);
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { top }, [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, CamContract.Inputs, [image, topK], CamContract.Outputs);
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
