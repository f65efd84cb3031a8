using System.Globalization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Benchmarks;

/// <summary>Writes records like those of photographs: five classes with maps of 8 x 12 cells, and some images that were refused.</summary>
internal static class SyntheticRecords
{
    private const int Seed = 7;
    private const int RefusedEvery = 100;
    private const int RecordsPerFolder = 1_000;
    private const int Classes = 1_000;
    private const int Top = 5;
    private const int Rows = 8;
    private const int Columns = 12;
    private const int Width = 451;
    private const int Height = 300;
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string folder, int count)
    {
        var random = new Random(Seed);
        for (var number = 0; number < count; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{number / RecordsPerFolder:D4}/image {number}.jpg");
            var path = Path.Combine(folder, $"{name}.json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, RecordJson.Write(number % RefusedEvery == 0 ? Refused(name, number) : Result(name, number, random)));
        }
    }

    private static PredictionRecord Result(string name, int number, Random random) => new()
    {
        Source = Source(name, ImageFormat.Jpeg),
        Image = new ImageRecord(Width, Height, 1),
        Model = new ModelRecord("ResNet-50", new string('0', 64), Geometry.Whole, 384, 256)
        {
            Precision = Precision.Int8,
            Grid = new GridRecord(32, new CellCentre(16, 16), 1),
        },
        Predictions = [.. Enumerable.Range(1, Top).Select(rank => Prediction(rank, random))],
        Overlay = new OverlayRecord("https://account.blob.core.windows.net/overlays/" + name, Width, Height, ColorMap.Jet),
        Processing = Processing(number),
    };

    private static PredictionRecord Refused(string name, int number) => new()
    {
        Source = Source(name, format: null),
        Processing = Processing(number),
        Error = new ErrorRecord(ImageErrorCode.Corrupt, "The file is damaged."),
    };

    private static PredictionEntry Prediction(int rank, Random random)
    {
        var index = random.Next(Classes);
        var (x, y) = (random.Next(Width / 2), random.Next(Height / 2));
        return new PredictionEntry(
            rank,
            index,
            "n00000000",
            string.Create(CultureInfo.InvariantCulture, $"class {index}"),
            0.5f / rank,
            14.1f / rank,
            0.0123f,
            RegionRecord.Of(new PixelBox(x, y, Width - x, Height - y), Width, Height),
            new PixelPoint(x, y),
            new CamRecord(Rows, Columns, [.. Enumerable.Range(0, Rows * Columns).Select(_ => (random.NextSingle() * 40) - 10)]))
        {
            FurtherRegions = rank == 1 ? [RegionRecord.Of(new PixelBox(0, 0, 1 + x, 1 + y), Width, Height)] : null,
        };
    }

    private static SourceRecord Source(string name, ImageFormat? format) => new(
        "https://account.blob.core.windows.net/images/" + name, "images", name, "0x8DABC", Begin, 123_456, format);

    private static ProcessingRecord Processing(int number) =>
        new(Begin.AddSeconds(number), 60, new StageDurations(4, 8, 17, 3, 5), "1.0.0");
}
