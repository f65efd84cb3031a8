using CamFunctions.Cli;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Export;

/// <summary>
/// A folder of records of the sample photographs, under strange names, some of them with polygons, and of images that were refused.
/// </summary>
public sealed class ExportFixture : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 1, 31, 23, 59, 0, TimeSpan.Zero);

    private static readonly (string Name, string Photograph, Geometry Geometry)[] Images =
    [
        ("a, b.png", "chelsea", Geometry.Whole),
        ("line\nbreak.png", "coffee", Geometry.Crop),
        ("quotes ' and \".png", "rocket", Geometry.Stretch),
        ("ä/ö ü ß/100%25 #1?.jpg", "china", Geometry.Whole),
        ("猫/🐈.png", "chelsea", Geometry.Crop),
    ];

    private readonly TemporaryFolder folder = new();
    private int exports;

    public ExportFixture(ModelFixture model)
    {
        var number = 0;
        foreach (var (name, photograph, geometry) in Images)
        {
            var clock = new StageClock(TimeProvider.System);
            var processor = model.Processor(new AnalysisOptions { Geometry = geometry, Polygons = geometry == Geometry.Crop });
            var analysis = processor.Analyze(Photographs.Read(photograph), clock);
            var overlay = new Uri("https://account.blob.core.windows.net/overlays/a.cam.jpg");
            var record = PredictionRecord.Of(Source(name), analysis, processor.Model, new StoredOverlay(overlay), clock.Read());
            // Some before midnight and some after.
            Write(record with { Processing = record.Processing with { StartedAt = Day.AddSeconds(25 * number++) } });
        }

        var timings = new StageClock(TimeProvider.System).Read();
        var rejection = new RejectedImageException(ImageErrorCode.TooLarge, "It is large.");
        var refusal = PredictionRecord.Of(Source("refused.jpg"), rejection, timings);
        Write(refusal with { Processing = refusal.Processing with { StartedAt = Day } });
    }

    /// <summary>The folder that 'localize' would have been told.</summary>
    public string Localized => folder.Path;

    internal List<PredictionRecord> Records { get; } = [];

    internal IEnumerable<PredictionRecord> Results => Records.Where(record => record.Error is null);

    /// <summary>Runs the command.</summary>
    /// <returns>The path of the output.</returns>
    internal async Task<string> ExportAsync(string format, params string[] options)
    {
        var output = NewPath();
        Assert.Equal(0, await CommandLine.RunAsync(["export", Localized, "--format", format, "--out", output, .. options]));
        Assert.False(File.Exists($"{output}.progress"));
        return output;
    }

    internal string NewPath() => folder.File($"export-{Interlocked.Increment(ref exports)}.json");

    public void Dispose() => folder.Dispose();

    private static ImageSource Source(string name) => new(
        new Uri($"https://account.blob.core.windows.net/images/{Uri.EscapeDataString(name)}"), "images", name, "0x8DABC", Day, 123);

    private void Write(PredictionRecord record)
    {
        var path = folder.File(["predictions", .. $"{record.Source.Name}.json".Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, RecordJson.Write(record));
        Records.Add(record);
    }
}
