using System.Diagnostics;
using System.Globalization;
using CamFunctions.Imaging;
using CamFunctions.Inference;
using CamFunctions.Records;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Benchmarks;

/// <summary>
/// How much the pipeline costs beyond its network: the time from an image's bytes to overlay and record, over that of the bare
/// ONNX Runtime call on the same input. The two run in turn, so that a machine whose speed drifts slows both.
/// </summary>
internal static class PipelineAgainstBareNetwork
{
    private const int WarmUps = 3;
    private const int Rounds = 15;

    public static int Run(string folder)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "model", "resnet50-cam.onnx");
        using var model = CamModel.Load(path, threads: 0);
        // With the pipeline's own session options: threads of a session that spin after their run would slow the other's.
        using var bare = CamSession.Open(path, threads: 0);
        var pipeline = new CamPipeline(model, new PipelineOptions());

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"photograph",-16}{"pixels",12}{"network",10}{"pipeline ms",13}{"bare ms",9}{"ratio",7}"));
        foreach (var file in Directory.GetFiles(folder).Where(file => Path.GetExtension(file) is ".jpg" or ".png").Order(StringComparer.Ordinal))
        {
            Compare(file, pipeline, bare);
        }

        return 0;
    }

    private static void Compare(string path, CamPipeline pipeline, InferenceSession bare)
    {
        var file = File.ReadAllBytes(path);
        var header = ImageHeaderReader.Read(file, pipeline.Options.Limits);
        var size = new NetworkInputSize(Stride: 32, Width: 224, Height: 224, IsFixed: false);
        var frame = Framing.Of(header.Width, header.Height, Geometry.Whole, pipeline.Options.InputSide, size);
        var input = ImageResizer.ToNetwork(ImageDecoder.Decode(file, header, frame.SideWorthDecoding(pipeline.Options.OverlaySide)), frame);
        var source = new SourceRecord("file:///benchmark", Container: null, Path.GetFileName(path), ETag: null, DateTimeOffset.UnixEpoch, file.Length);

        var ratios = new List<(double Pipeline, double Bare)>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var times = (Time(() => BytesToOverlayAndRecord(file, source, pipeline)), Time(() => RunNetwork(bare, input, pipeline.Options.Top)));
            if (round >= 0)
            {
                ratios.Add(times);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path),-16}{$"{header.Width} x {header.Height}",12}{$"{frame.Width}x{frame.Height}",10}{Median(ratios.Select(time => time.Pipeline)),13:F1}{Median(ratios.Select(time => time.Bare)),9:F1}{Median(ratios.Select(time => time.Pipeline / time.Bare)),7:F2}"));
    }

    private static void BytesToOverlayAndRecord(byte[] file, SourceRecord source, CamPipeline pipeline)
    {
        var clock = new StageClock(TimeProvider.System);
        var localization = pipeline.Localize(file, clock);
        RecordJson.Write(PredictionRecord.Of(source, localization, "file:///overlay", ProcessingRecord.Of(clock)));
    }

    private static void RunNetwork(InferenceSession session, RgbImage input, int top)
    {
        using var image = OrtValue.CreateTensorValueFromMemory(input.Pixels, [input.Height, input.Width, 3]);
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { top }, [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["image", "topK"], [image, topK], ["classes", "probabilities", "logits", "biases", "maps"]);
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
