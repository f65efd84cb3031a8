using System.Diagnostics;
using System.Globalization;
using CamFunctions.Cli.Images;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Benchmarks;

/// <summary>
/// How much the pipeline costs beyond its network, in both precisions: the time from an image's bytes to overlay and record, over that
/// of the bare ONNX Runtime call on the same input. All four alternate, so that changes of the machine's speed affect all.
/// </summary>
internal static class PipelineAgainstBareNetwork
{
    private const int WarmUps = 3;
    private const int Rounds = 15;

    public static int Run(string folder)
    {
        using var int8 = CamModel.Load(PreparedModel.Int8, threads: 0);
        using var float32 = CamModel.Load(PreparedModel.Float32, threads: 0);
        // With the same session options as the pipeline: threads that spin after a run would slow down the other sessions.
        using var bareInt8 = CamSession.Open(PreparedModel.Int8, threads: 0, Amx.IsAvailable);
        using var bareFloat32 = CamSession.Open(PreparedModel.Float32, threads: 0, Amx.IsAvailable);
        var options = new AnalysisOptions();
        var (quick, exact) = (new ImageProcessor(int8, options), new ImageProcessor(float32, options));

        Console.WriteLine($"{"",-16}{"milliseconds, medians",47}{"ratios",27}");
        Console.WriteLine(
            $"{"photograph",-16}{"network",10}{"int8",8}{"bare",7}{"float32",10}{"bare",7}" +
            $"{"int8/bare",12}{"float/bare",12}{"int8/bare float",17}");
        var files = Directory.GetFiles(folder).Where(file => Path.GetExtension(file) is ".jpg" or ".png");
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var photograph = Photograph.Read(path, options, int8.InputSize);
            Compare(
                photograph,
                () => BytesToOverlayAndRecord(photograph.File, photograph.Source, quick),
                () => RunNetwork(bareInt8, photograph.Input, options.Top),
                () => BytesToOverlayAndRecord(photograph.File, photograph.Source, exact),
                () => RunNetwork(bareFloat32, photograph.Input, options.Top));
        }

        return 0;
    }

    private static void Compare(Photograph photograph, params Action[] ways)
    {
        var rounds = new List<double[]>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var times = Array.ConvertAll(ways, Time);
            if (round >= 0)
            {
                rounds.Add(times);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{photograph.Source.Name,-16}{$"{photograph.Input.Width}x{photograph.Input.Height}",10}" +
            $"{Milliseconds(0),8:F1}{Milliseconds(1),7:F1}{Milliseconds(2),10:F1}{Milliseconds(3),7:F1}" +
            $"{Ratio(0, 1),12:F2}{Ratio(2, 3),12:F2}{Ratio(0, 3),17:F2}"));

        double Milliseconds(int way) => Median.Of(rounds.Select(times => times[way]));
        double Ratio(int way, int other) => Median.Of(rounds.Select(times => times[way] / times[other]));
    }

    public static void BytesToOverlayAndRecord(byte[] file, ImageSource source, ImageProcessor processor)
    {
        var clock = new StageClock(TimeProvider.System);
        var analysis = processor.AnalyzeAsync(file, clock).GetAwaiter().GetResult();
        RecordJson.Write(PredictionRecord.Of(source, analysis, processor.Model, new StoredOverlay(source.Uri), clock.Read()));
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

    private sealed record Photograph(byte[] File, ImageSource Source, RgbImage Input)
    {
        public static Photograph Read(string path, AnalysisOptions options, NetworkInputSize accepted)
        {
            var file = System.IO.File.ReadAllBytes(path);
            var input = NetworkImages.Decode(file, options, Geometry.Whole, accepted).Input;
            var source = new ImageSource(
                new Uri(path), Container: null, Path.GetFileName(path), ETag: null, DateTimeOffset.UnixEpoch, file.Length);
            return new Photograph(file, source, input);
        }
    }
}
