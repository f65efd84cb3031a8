using System.Text.Json;
using CamFunctions.Cli.Export.Coco;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Shared.Records;

namespace CamFunctions.Tests.Cli.Export;

[Collection<SharedRecords>]
public sealed class CocoTests(ExportFixture records)
{
    [Fact]
    public async Task A_file_has_what_pycocotools_and_the_importers_of_other_tools_require()
    {
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(await records.ExportAsync("coco", "--top", "3")));
        Assert.Equal(
            ["info", "licenses", "images", "annotations", "categories"],
            json.RootElement.EnumerateObject().Select(part => part.Name),
            StringComparer.Ordinal);
        var images = Elements(json, "images").ToDictionary(image => image.GetProperty("id").GetInt64());
        var categories = Elements(json, "categories").ToDictionary(category => category.GetProperty("id").GetInt32());
        var annotations = Elements(json, "annotations").ToArray();
        Assert.NotEmpty(annotations);
        Assert.Distinct(annotations.Select(annotation => annotation.GetProperty("id").GetInt64()));
        Assert.Distinct(categories.Values.Select(category => category.GetProperty("name").GetString()), StringComparer.Ordinal);
        Assert.All(categories.Values, category => Assert.Equal(string.Empty, category.GetProperty("supercategory").GetString()));
        Assert.All(annotations, annotation =>
        {
            var image = images[annotation.GetProperty("image_id").GetInt64()];
            Assert.Contains(annotation.GetProperty("category_id").GetInt32(), categories.Keys);
            int[] box = [.. annotation.GetProperty("bbox").EnumerateArray().Select(side => side.GetInt32())];
            Assert.Equal(4, box.Length);
            Assert.All(box, side => Assert.True(side >= 0));
            Assert.InRange(box[0] + box[2], 1, image.GetProperty("width").GetInt32());
            Assert.InRange(box[1] + box[3], 1, image.GetProperty("height").GetInt32());
            Assert.Equal(0, annotation.GetProperty("iscrowd").GetInt32());
            AssertIsOutline(annotation.GetProperty("segmentation"), annotation.GetProperty("area").GetDouble(), box);
            Assert.InRange(annotation.GetProperty("score").GetDouble(), 0, 1);
        });
    }

    [Fact]
    public async Task Regions_with_polygons_have_a_segmentation()
    {
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(await records.ExportAsync("coco")));
        var expected = records.Results.SelectMany(record => Regions(record.Predictions![0])).Count(region => region.Polygon is not null);
        Assert.NotEqual(0, expected);
        Assert.Equal(expected, Elements(json, "annotations").Count(part => part.GetProperty("segmentation").GetArrayLength() == 1));
    }

    [Fact]
    public async Task Each_image_that_was_not_refused_has_all_regions_of_its_best_class()
    {
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(await records.ExportAsync("coco")));
        var images = Elements(json, "images").ToDictionary(
            image => image.GetProperty("file_name").GetString()!,
            image => image.GetProperty("id").GetInt64(),
            StringComparer.Ordinal);
        Assert.Equal(
            records.Results.Select(record => record.Source.Name).Order(StringComparer.Ordinal),
            images.Keys.Order(StringComparer.Ordinal));
        var found = Elements(json, "annotations").Select(annotation => (
            annotation.GetProperty("image_id").GetInt64(),
            annotation.GetProperty("category_id").GetInt32(),
            annotation.GetProperty("bbox").GetRawText()));
        var expected = records.Results.SelectMany(record => Regions(record.Predictions![0]).Select(region => (
            images[record.Source.Name],
            record.Predictions[0].Index + 1,
            $"[{region.X},{region.Y},{region.Width},{region.Height}]")));
        Assert.Equal(expected.Order(), found.Order());
    }

    [Fact]
    public async Task Classes_below_the_minimum_probability_are_left_out_and_their_images_stay()
    {
        var median = records.Results.Select(record => record.Predictions![0].Probability).Order().ElementAt(2);
        var path = await records.ExportAsync("coco", "--min-probability", $"{median:R}");
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        Assert.Equal(records.Results.Count(), Elements(json, "images").Count());
        Assert.Equal(3, Elements(json, "annotations").DistinctBy(annotation => annotation.GetProperty("image_id").GetInt64()).Count());
    }

    [Fact]
    public void The_two_cranes_get_different_names_and_other_classes_keep_theirs()
    {
        RecordedClass[] classes =
        [
            new(134, "n02012849", "crane"),
            new(285, "n02124075", "Egyptian cat"),
            new(517, WordNetId: null, "crane"),
        ];
        Assert.Equal(
            [(135, "crane (n02012849)"), (286, "Egyptian cat"), (518, "crane (517)")],
            CocoCategories.Of(classes).Select(category => (category.Id, category.Name)));
    }

    /// <summary>What pycocotools makes a mask of: at least three points, x, y, x, y and so on.</summary>
    private static void AssertIsOutline(JsonElement segmentation, double area, int[] box)
    {
        if (segmentation.GetArrayLength() == 0)
        {
            Assert.Equal((double)box[2] * box[3], area);
            return;
        }

        var points = Assert.Single(segmentation.EnumerateArray()).EnumerateArray().Select(number => number.GetDouble()).Chunk(2).ToArray();
        Assert.True(points.Length >= 3);
        Assert.All(points, point =>
        {
            Assert.InRange(point[0], box[0], box[0] + box[2]);
            Assert.InRange(point[1], box[1], box[1] + box[3]);
        });
        var twice = points.Zip(points.Skip(1).Append(points[0])).Sum(edge =>
            (edge.First[0] * edge.Second[1]) - (edge.Second[0] * edge.First[1]));
        Assert.Equal(twice / 2, area, 1e-6 * area);
    }

    private static JsonElement.ArrayEnumerator Elements(JsonDocument json, string part) =>
        json.RootElement.GetProperty(part).EnumerateArray();

    private static IEnumerable<RegionRecord> Regions(PredictionEntry prediction) =>
        prediction.Region is { } region ? [region, .. prediction.FurtherRegions ?? []] : [];
}
