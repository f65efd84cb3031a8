using System.Text.Json.Nodes;
using System.Xml.Linq;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Shared.Records;

namespace CamFunctions.Tests.Cli.Export;

[Collection<SharedRecords>]
public sealed class LabelStudioTests(ExportFixture records)
{
    [Fact]
    public async Task Each_image_is_a_task_with_its_regions_in_per_cent_and_labels_that_the_configuration_knows()
    {
        var path = await records.ExportAsync("labelstudio");
        var tasks = JsonNode.Parse(await File.ReadAllBytesAsync(path))!.AsArray();
        var view = XElement.Load(Path.ChangeExtension(path, ".config.xml"));
        var labels = view.Descendants("Label").Select(label => label.Attribute("value")!.Value).ToHashSet(StringComparer.Ordinal);
        Assert.Equal("$image", view.Element("Image")!.Attribute("value")!.Value);
        Assert.Equal(records.Results.Count(), tasks.Count);
        foreach (var record in records.Results)
        {
            var task = tasks.Single(task => (string?)task!["data"]!["image"] == record.Source.Uri)!;
            var best = record.Predictions![0];
            var prediction = Assert.Single(task["predictions"]!.AsArray())!;
            Assert.StartsWith("ResNet-50 ", (string?)prediction["model_version"], StringComparison.Ordinal);
            Assert.Equal(best.Probability, (float)prediction["score"]!);
            var results = prediction["result"]!.AsArray();
            Assert.Equal(1 + (best.FurtherRegions?.Count ?? 0), results.Count);
            Assert.Distinct(results.Select(result => (string?)result!["id"]), StringComparer.Ordinal);
            Assert.All(results, result =>
            {
                var (type, tool) = best.Region!.Polygon is null
                    ? ("rectanglelabels", "RectangleLabels")
                    : ("polygonlabels", "PolygonLabels");
                Assert.Equal(type, (string?)result!["type"]);
                Assert.Equal(view.Element(tool)!.Attribute("name")!.Value, (string?)result["from_name"]);
                Assert.Equal(view.Element("Image")!.Attribute("name")!.Value, (string?)result["to_name"]);
                Assert.Equal(best.Label, (string?)Assert.Single(result["value"]![type]!.AsArray()));
                Assert.Contains(best.Label, labels);
            });
            AssertIs(best.Region!, record.Image!, results[0]!);
        }
    }

    [Fact]
    public async Task Addresses_of_images_can_be_given_and_their_names_are_escaped()
    {
        var path = await records.ExportAsync("labelstudio", "--images", "/data/local-files/?d=photos/");
        var tasks = JsonNode.Parse(await File.ReadAllBytesAsync(path))!.AsArray();
        var addresses = tasks.Select(task => (string?)task!["data"]!["image"]);
        var escaped = "/data/local-files/?d=photos/%C3%A4/%C3%B6%20%C3%BC%20%C3%9F/100%2525%20%231%3F.jpg";
        Assert.Contains(escaped, addresses, StringComparer.Ordinal);
    }

    private static void AssertIs(RegionRecord region, ImageRecord image, JsonNode result)
    {
        Assert.Equal((image.Width, image.Height), ((int)result["original_width"]!, (int)result["original_height"]!));
        if (region.Polygon is { } polygon)
        {
            var expected = SingleRing.Of(polygon).Select(point => (point.X, point.Y)).ToArray();
            var found = result["value"]!["points"]!.AsArray()
                .Select(point => ((double)point![0]! / 100 * image.Width, (double)point[1]! / 100 * image.Height))
                .ToArray();
            Assert.All(expected.Zip(found), pair =>
            {
                Assert.Equal(pair.First.X, pair.Second.Item1, 1e-9);
                Assert.Equal(pair.First.Y, pair.Second.Item2, 1e-9);
            });
            return;
        }

        var box = result["value"]!;
        Assert.Equal(region.X, (double)box["x"]! / 100 * image.Width, 1e-9);
        Assert.Equal(region.Y, (double)box["y"]! / 100 * image.Height, 1e-9);
        Assert.Equal(region.Width, (double)box["width"]! / 100 * image.Width, 1e-9);
        Assert.Equal(region.Height, (double)box["height"]! / 100 * image.Height, 1e-9);
    }
}
