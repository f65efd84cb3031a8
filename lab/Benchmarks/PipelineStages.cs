using System.Globalization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Benchmarks;

/// <summary>
/// Where an image's time goes: the median of each stage in milliseconds, and the bytes that the whole pipeline allocates per image. Then
/// the milliseconds to find regions with their outlines, and the bytes of a record without and with them.
/// </summary>
internal static class PipelineStages
{
    private const int WarmUps = 3;
    private const int Rounds = 15;

    /// <summary>The stages that are not the network itself. Decoding includes the network's input.</summary>
    private static readonly string[] Around = ["header", "decode", "locate", "blend", "encode", "record"];

    public static int Run(string folder)
    {
        using var model = CamModel.Load(PreparedModel.Float32, threads: 0);
        var processor = new ImageProcessor(model, new AnalysisOptions());
        Console.WriteLine(
            $"{"photograph",-16}{"pixels",12}{string.Concat(Around.Select(name => $"{name,8}"))}{"sum",8}{"network",9}{"allocated",11}" +
            $"{"outlines",10}{"record",8}{"outlined",10}");
        var files = Directory.GetFiles(folder)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG")
            .Order(StringComparer.Ordinal)
            .ToArray();
        foreach (var file in files)
        {
            Measure(Path.GetFileName(file), File.ReadAllBytes(file), model, processor);
        }

        Measure("12 megapixels", LargePhotograph.Jpeg(Path.Combine(AppContext.BaseDirectory, "samples", "china.jpg")), model, processor);
        return 0;
    }

    private static void Measure(string name, byte[] file, CamModel model, ImageProcessor processor)
    {
        var source = new ImageSource(
            new Uri($"file:///{Uri.EscapeDataString(name)}"), Container: null, name, ETag: null, DateTimeOffset.UnixEpoch, file.Length);
        var rounds = new List<StopwatchLaps>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var laps = Stages(file, source, model, processor);
            if (round >= 0)
            {
                rounds.Add(laps);
            }
        }

        var header = ImageHeaderReader.Read(file, processor.Limits);
        var columns = string.Concat(Around.Select(stage => Milliseconds(rounds, laps => laps[stage], width: 8)));
        Console.WriteLine(
            $"{name[..Math.Min(name.Length, 15)],-16}{$"{header.Width} x {header.Height}",12}{columns}" +
            $"{Milliseconds(rounds, laps => Around.Sum(stage => laps[stage]), width: 8)}" +
            $"{Milliseconds(rounds, laps => laps["network"], width: 9)}{Allocated(file, source, processor) / 1000,8:N0} kB" +
            $"{Milliseconds(rounds, laps => laps["outlines"], width: 10)}" +
            $"{RecordLength(file, source, processor, withPolygons: false),8:N0}" +
            $"{RecordLength(file, source, processor, withPolygons: true),10:N0}");
    }

    /// <summary>The stages of <see cref="ImageProcessor.AnalyzeAsync"/> and of the record, one by one.</summary>
    private static StopwatchLaps Stages(byte[] file, ImageSource source, CamModel model, ImageProcessor processor)
    {
        var options = processor.Options;
        var laps = new StopwatchLaps();
        var clock = new StageClock(TimeProvider.System);
        var header = ImageHeaderReader.Read(file, processor.Limits);
        var frame = NetworkFraming.Frame(header.Width, header.Height, Geometry.Whole, options.InputSide, model.InputSize);
        laps.End("header");
        var goal = new DecodingGoal(frame.DecodingSide(options.OverlaySide), frame);
        var decoded = ImageDecoder.Decode(file, header, goal, processor.Limits.Truncated, DecodingTime.Unlimited());
        var (photograph, input) = (decoded.Image, decoded.InputIn(frame));
        laps.End("decode");
        var activations = model.Run(input, options.Top);
        laps.End("network");
        LocatedClass[] classes =
        [
            .. activations.Select((activation, position) => new LocatedClass(
                activation,
                IsRequested: false,
                Contrast.Of(activations, position),
                Localizer.Regions(activation.Map, frame),
                Localizer.Peak(activation.Map, frame))),
        ];
        laps.End("locate");
        var blended = ImageResizer.Within(photograph, options.OverlaySide);
        HeatMap.BlendInto(blended, activations[0].Map, frame, options.ColorMap);
        laps.End("blend");
        var overlay = new JpegOverlay(JpegEncoder.Encode(blended), blended.Width, blended.Height, options.ColorMap);
        laps.End("encode");
        var shown = activations[0].Label.Index;
        var analysis = new ImageAnalysis(
            header, Geometry.Whole, frame, classes, Expected: null, Warnings: [], shown, MapKind.Cam, overlay);
        RecordJson.Write(PredictionRecord.Of(source, analysis, processor.Model, new StoredOverlay(source.Uri), clock.Read()));
        laps.End("record");
        foreach (var activation in activations)
        {
            Localizer.Regions(activation.Map, frame, withPolygons: true);
        }

        laps.End("outlines");
        return laps;
    }

    /// <summary>Of a record on one line, in bytes.</summary>
    private static int RecordLength(byte[] file, ImageSource source, ImageProcessor processor, bool withPolygons)
    {
        var clock = new StageClock(TimeProvider.System);
        var outlining = processor.With(processor.Options with { Polygons = withPolygons });
        var analysis = outlining.AnalyzeAsync(file, clock).GetAwaiter().GetResult();
        var record = PredictionRecord.Of(source, analysis, processor.Model, new StoredOverlay(source.Uri), clock.Read());
        return RecordJson.WriteLine(record).Length;
    }

    private static long Allocated(byte[] file, ImageSource source, ImageProcessor processor)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        PipelineAgainstBareNetwork.BytesToOverlayAndRecord(file, source, processor);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static string Milliseconds(IEnumerable<StopwatchLaps> rounds, Func<StopwatchLaps, double> value, int width) =>
        Median.Of(rounds.Select(value)).ToString("F2", CultureInfo.InvariantCulture).PadLeft(width);
}
