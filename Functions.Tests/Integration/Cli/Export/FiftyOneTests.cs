using System.Text.Json.Nodes;
using CamFunctions.Shared.Records;
using NetVips;

namespace CamFunctions.Tests.Cli.Export;

[Collection<SharedRecords>]
public sealed class FiftyOneTests(ExportFixture records)
{
    [Fact]
    public async Task Each_image_has_its_regions_and_a_heat_map_with_the_proportions_of_the_image_whose_maximum_is_at_the_peak()
    {
        var folder = await records.ExportAsync("fiftyone", "--images", "/photos");
        var samples = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "samples.json")))!["samples"]!.AsArray();
        Assert.Equal(records.Results.Count(), samples.Count);
        foreach (var record in records.Results)
        {
            var sample = samples.Single(sample => (string?)sample!["filepath"] == $"/photos/{record.Source.Name}")!;
            var best = record.Predictions![0];
            var region = sample["regions"]![0]!;
            Assert.Equal(best.Label, (string?)region["label"]);
            Assert.Equal(best.Probability, (float)region["confidence"]!);
            var box = best.Region!.Normalized;
            Assert.Equal([box.X, box.Y, box.Width, box.Height], region["bounding_box"]!.AsArray().Select(side => (double)side!));
            Assert.Equal([0, 65535], sample["cam"]!["range"]!.AsArray().Select(end => (int)end!));
            AssertPeak(record, (string)sample["cam"]!["map_path"]!);
        }
    }

    private static void AssertPeak(PredictionRecord record, string path)
    {
        using var map = Image.NewFromFile(path);
        Assert.Equal((Enums.BandFormat.Ushort, 1), (map.Format, map.Bands));
        Assert.Equal((double)record.Image!.Width / record.Image.Height, (double)map.Width / map.Height, 0.03);
        var scale = (double)map.Width / record.Image.Width;
        var peak = record.Predictions![0].Peak;
        Assert.InRange(map.Getpoint((int)(peak.X * scale), (int)(peak.Y * scale))[0], 0.94 * ushort.MaxValue, ushort.MaxValue);
    }
}
