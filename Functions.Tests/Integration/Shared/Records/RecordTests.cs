using System.Text;
using System.Text.Json.Nodes;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Records;
using CamFunctions.Shared.Rendering;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Records;

public sealed class RecordTests(ModelFixture fixture)
{
    private static readonly ImageSource Source = new(
        new Uri("https://account.blob.core.windows.net/images/a%20cat.png"),
        "images",
        "a cat.png",
        "0x8DABC",
        DateTimeOffset.UnixEpoch,
        123);

    [Theory]
    [InlineData("chelsea", Geometry.Whole, MapKind.Contrast)]
    [InlineData("chelsea", Geometry.Crop, MapKind.Cam)]
    [InlineData("rocket", Geometry.Stretch, MapKind.Cam)]
    public async Task The_record_of_a_photograph_is_valid_against_the_schema(string photograph, Geometry geometry, MapKind map)
    {
        var hasPolygons = geometry != Geometry.Stretch;
        var options = new AnalysisOptions { Geometry = geometry, Map = map, ColorMap = ColorMap.Turbo, Polygons = hasPolygons };
        var json = RecordJson.Write(Record(photograph, options));
        await RecordSchema.AssertValidAsync(json);
    }

    [Theory]
    [InlineData(ImageErrorCode.Empty, "empty")]
    [InlineData(ImageErrorCode.TooLarge, "tooLarge")]
    [InlineData(ImageErrorCode.TooManyPixels, "tooManyPixels")]
    [InlineData(ImageErrorCode.UnsupportedFormat, "unsupportedFormat")]
    [InlineData(ImageErrorCode.Corrupt, "corrupt")]
    [InlineData(ImageErrorCode.TooSlow, "tooSlow")]
    public async Task The_record_of_an_error_is_valid_and_has_neither_predictions_nor_overlay(ImageErrorCode code, string name)
    {
        var timings = new StageClock(TimeProvider.System).Read();
        var json = RecordJson.Write(PredictionRecord.Of(Source, new RejectedImageException(code, "No."), timings));
        await RecordSchema.AssertValidAsync(json);
        var text = Encoding.UTF8.GetString(json);
        Assert.Contains($"\"code\": \"{name}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("predictions", text, StringComparison.Ordinal);
        Assert.DoesNotContain("overlay", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_refuses_anything_that_is_neither_a_result_nor_an_error()
    {
        var json = Encoding.UTF8.GetString(RecordJson.Write(Record("chelsea", new AnalysisOptions())));
        await AssertRefusedAsync("\"error\": null", "\"error\": \"yes\"");
        await AssertRefusedAsync("\"rank\": 1,", string.Empty);
        await AssertRefusedAsync("\"schemaVersion\": \"1.3\"", "\"schemaVersion\": \"2.0\"");

        // Here, not in the published schema: see RecordSchema.
        await AssertRefusedAsync("\"rank\": 1,", "\"rank\": 1, \"undocumented\": 1,");

        async Task AssertRefusedAsync(string valid, string invalid) =>
            Assert.NotEmpty(await RecordSchema.FaultsAsync(json.Replace(valid, invalid, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_record_survives_a_round_trip()
    {
        var record = Record("chelsea", new AnalysisOptions { Polygons = true });
        var json = RecordJson.Write(record);
        Assert.Equal(json, RecordJson.Write(RecordJson.Read(json)));
        Assert.Equal(json, RecordJson.Write(RecordJson.Read(Encoding.UTF8.GetBytes(RecordJson.WriteLine(record)))));
    }

    [Theory]
    [InlineData("1.0.json")]
    [InlineData("1.2.json")]
    [InlineData("1.2-refused.json")]
    public async Task Records_of_earlier_versions_are_valid_and_are_written_as_they_were_read(string file)
    {
        var json = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "TestData", "Records", file));
        await RecordSchema.AssertValidAsync(json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(RecordJson.Write(RecordJson.Read(json)))));
    }

    [Fact]
    public async Task A_record_begins_with_the_id_of_its_schema_and_names_the_models_licence()
    {
        var schema = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "prediction-record.schema.json")))!;
        var record = Record("chelsea", new AnalysisOptions());
        var (name, value) = JsonNode.Parse(RecordJson.Write(record))!.AsObject().First();
        Assert.Equal(("$schema", (string?)schema["$id"]), (name, (string?)value));
        Assert.EndsWith($":{record.SchemaVersion}", record.Schema, StringComparison.Ordinal);
        Assert.Equal("MIT", record.Model!.Licence);
    }

    [Fact]
    public void The_contrast_can_be_computed_from_the_record()
    {
        var options = new AnalysisOptions { Map = MapKind.Contrast };
        var analysis = fixture.Processor(options).Analyze(Photographs.Read("chelsea"));
        var record = RecordJson.Read(RecordJson.Write(Record("chelsea", options)));
        Assert.Equal(MapKind.Contrast, record.Overlay!.Map);
        Assert.All(record.Predictions!.Zip(analysis.Classes), pair =>
        {
            var (entry, located) = pair;
            var rivals = entry.Contrast!.Against.Select(index => record.Predictions!.Single(other => other.Index == index)).ToArray();
            Assert.Equal(3, rivals.Length);
            var values = entry.Cam.Values.Select((value, cell) =>
                value - (entry.Contrast.Weight * rivals.Average(rival => rival.Cam.Values[cell])));
            Assert.All(values.Zip(located.Contrast!.Map.Values), cell => Assert.Equal(cell.Second, cell.First, 0.02f));
        });
    }

    [Fact]
    public async Task Requested_classes_warnings_and_the_true_class_are_valid_against_the_schema()
    {
        var processor = fixture.Processor(new AnalysisOptions { Top = 1, Classes = "tabby,unicorn" });
        var clock = new StageClock(TimeProvider.System);
        var analysis = processor.Analyze(Photographs.Read("chelsea"), clock) with { Expected = new ExpectedClass(282, 2, 0.2f) };
        var json = RecordJson.Write(PredictionRecord.Of(Source, analysis, processor.Model, new StoredOverlay(Source.Uri), clock.Read()));
        await RecordSchema.AssertValidAsync(json);
        var record = RecordJson.Read(json);
        Assert.Equal([false, true], record.Predictions!.Select(entry => entry.Requested));
        Assert.Contains("unicorn", Assert.Single(record.Warnings!), StringComparison.Ordinal);
        Assert.Equal(2, record.Expected!.Rank);
    }

    [Fact]
    public void Values_of_maps_have_four_significant_digits()
    {
        var json = JsonNode.Parse(RecordJson.Write(Record("chelsea", new AnalysisOptions())))!;
        var values = json["predictions"]![0]!["cam"]!["values"]!.AsArray().Select(value => value!.ToJsonString().TrimStart('-')).ToArray();
        Assert.All(values, value => Assert.InRange(value.Split('E')[0].TrimStart('0', '.').Count(char.IsDigit), 1, 4));
        Assert.Contains(values, value => value.TrimStart('0', '.').Count(char.IsDigit) == 4);
    }

    [Fact]
    public void WriteLine_writes_a_single_line() =>
        Assert.DoesNotContain('\n', RecordJson.WriteLine(Record("chelsea", new AnalysisOptions())));

    [Fact]
    public void Predictions_are_inside_the_image_and_satisfy_the_invariant()
    {
        var record = Record("china", new AnalysisOptions { Top = 20 });
        Assert.Equal(Enumerable.Range(1, 20), record.Predictions!.Select(prediction => prediction.Rank));
        Assert.All(record.Predictions!, prediction =>
        {
            var (rows, columns, values) = prediction.Cam;
            var averaged = AveragedCells.Of(values, rows, columns, record.Model!.Grid!.AveragedEvery);
            Assert.Equal(prediction.Logit, averaged.Average() + prediction.Bias, 1e-4f);
            Assert.InRange(prediction.Peak.X, 0, 639);
            Assert.InRange(prediction.Peak.Y, 0, 426);
            if (prediction.Region is { } region)
            {
                Assert.InRange(region.X + region.Width, 1, 640);
                Assert.InRange(region.Y + region.Height, 1, 427);
                Assert.Equal((double)region.Width / 640, region.Normalized.Width, precision: 12);
            }
        });
    }

    [Fact]
    public void The_overlay_is_a_bounded_jpeg_without_the_photographs_metadata()
    {
        using var photograph = Image.NewFromBuffer(Photographs.Read("china"));
        using var located = photograph.Resize(4).Mutate(image =>
        {
            image.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "52/1 30/1 0/1");
            image.Set(GValue.GStrType, "exif-ifd0-Make", "A camera");
        });
        var file = located.WriteToBuffer(".jpg");
        var processor = fixture.Processor(new AnalysisOptions { OverlaySide = 800 });
        var overlay = processor.Analyze(file).Overlay;

        using var decoded = Image.NewFromBuffer(overlay.Jpeg);
        Assert.Equal((800, 534), (decoded.Width, decoded.Height));
        Assert.Equal((overlay.Width, overlay.Height), (decoded.Width, decoded.Height));
        Assert.Equal(Enums.Interpretation.Srgb, decoded.Interpretation);
        Assert.DoesNotContain(
            decoded.GetFields(),
            field => field.StartsWith("exif", StringComparison.Ordinal) || field.Contains("icc", StringComparison.Ordinal));
    }

    private PredictionRecord Record(string photograph, AnalysisOptions options)
    {
        var clock = new StageClock(TimeProvider.System);
        var processor = fixture.Processor(options);
        var analysis = processor.Analyze(Photographs.Read(photograph), clock);
        var overlay = new Uri("https://account.blob.core.windows.net/overlays/a%20cat.png.cam.jpg");
        return PredictionRecord.Of(Source, analysis, processor.Model, new StoredOverlay(overlay), clock.Read());
    }
}
