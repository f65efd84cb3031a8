using System.Globalization;
using System.Text.Json.Nodes;
using CamFunctions.Cli.Export.Parquet;
using CamFunctions.Shared.Records;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Export;

[Collection<SharedRecords>]
public sealed class TableTests(ExportFixture records)
{
    [Fact]
    public async Task A_csv_file_has_a_line_per_prediction_and_per_refused_image_whatever_their_names()
    {
        var lines = CsvReader.Read(await File.ReadAllTextAsync(await records.ExportAsync("csv")));
        var columns = lines[0];
        Assert.All(lines, line => Assert.Equal(columns.Length, line.Length));
        var found = lines.Skip(1).Select(line => columns.Zip(line).ToDictionary(StringComparer.Ordinal)).ToArray();
        var expected = records.Results.SelectMany(record => record.Predictions!.Select(prediction => (record, prediction))).ToArray();
        Assert.Equal(expected.Length + 1, found.Length);
        foreach (var (record, prediction) in expected)
        {
            var rank = prediction.Rank.ToString(CultureInfo.InvariantCulture);
            var line = Assert.Single(found, line => line["image"] == record.Source.Name && line["rank"] == rank);
            Assert.Equal(prediction.Label, line["label"]);
            Assert.Equal(prediction.Probability, float.Parse(line["probability"], CultureInfo.InvariantCulture));
            Assert.Equal($"{prediction.Region?.Width}", line["region_width"]);
            Assert.Equal(record.Model!.Sha256, line["model_sha256"]);
            Assert.Empty(line["error"]);
        }

        var refused = Assert.Single(found, line => line["image"] == "refused.jpg");
        Assert.Equal(("tooLarge", string.Empty, "2026-01-31T23:59:00.000Z"), (refused["error"], refused["rank"], refused["started_at"]));
    }

    [Fact]
    public async Task Json_lines_are_the_records_one_per_line()
    {
        var lines = await File.ReadAllLinesAsync(await records.ExportAsync("jsonl"));
        Assert.Equal(records.Records.Count, lines.Length);
        foreach (var record in records.Records)
        {
            var line = lines.Single(line => (string?)JsonNode.Parse(line)!["source"]!["name"] == record.Source.Name);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(RecordJson.Write(record)), JsonNode.Parse(line)));
        }

        Assert.Empty(await RecordSchema.FaultsAsync(lines[0]));
    }

    [Fact]
    public async Task Parquet_files_are_partitioned_by_day_and_have_nested_predictions()
    {
        var folder = await records.ExportAsync("parquet");
        var days = Directory.GetDirectories(folder).Select(day => Path.GetFileName(day)!).Order(StringComparer.Ordinal);
        Assert.Equal(["day=2026-01-31", "day=2026-02-01"], days, StringComparer.Ordinal);
        foreach (var record in records.Records)
        {
            var day = $"day={record.Processing.StartedAt.UtcDateTime:yyyy-MM-dd}";
            var rows = await ParquetFiles.ReadAsync<ParquetRow>(Path.Combine(folder, day, "part-000001.parquet"));
            var row = Assert.Single(rows, row => row.Image == record.Source.Name);
            Assert.Equal(record.Image?.Width, row.Width);
            Assert.Equal(record.Error is null ? null : "tooLarge", row.Error);
            Assert.Equal(record.Processing.StartedAt.UtcDateTime, row.StartedAt.ToUniversalTime(), TimeSpan.FromMilliseconds(1));
            Assert.Equal(
                (record.Predictions ?? []).Select(entry => entry.Label),
                row.Predictions.Select(entry => entry.Label!),
                StringComparer.Ordinal);
            Assert.Equal(
                (record.Predictions ?? []).Select(entry => (entry.Region?.X, (entry.FurtherRegions?.Count + 1) ?? 1)),
                row.Predictions.Select(entry => ((int?)entry.Regions[0].X, entry.Regions.Count)));
        }
    }
}
