using CamFunctions.Cli.Export;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Parquet;
using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Tests.Cli.Export;

[Collection<SharedRecords>]
public sealed class InterruptionTests(ExportFixture records)
{
    private const int PageSize = 2;
    private const int WithoutInterruption = int.MaxValue;

    [Theory]
    [InlineData("coco")]
    [InlineData("labelstudio")]
    [InlineData("fiftyone")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public async Task An_interrupted_export_is_continued_and_becomes_what_it_would_have_been(string name)
    {
        var format = Enum.Parse<ExportFormat>(name, ignoreCase: true);
        var output = records.NewPath();
        await RunAsync(format, output, WithoutInterruption);
        var expected = Contents(output);
        Delete(output);

        // The first page is done with, the second one half.
        await Assert.ThrowsAsync<IOException>(() => RunAsync(format, output, PageSize + 1));
        Assert.False(File.Exists(output));
        Assert.Equal(records.Records.Count - PageSize, await RunAsync(format, output, WithoutInterruption));
        Assert.Equal(expected, Contents(output));
    }

    [Fact]
    public async Task An_export_of_other_predictions_to_the_same_place_starts_from_the_beginning()
    {
        var output = records.NewPath();
        await Assert.ThrowsAsync<IOException>(() => RunAsync(ExportFormat.Csv, output, PageSize + 1, top: 2));
        Assert.Equal(records.Records.Count, await RunAsync(ExportFormat.Csv, output, WithoutInterruption));
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_not_written_to()
    {
        var output = records.NewPath();
        await RunAsync(ExportFormat.Parquet, output, WithoutInterruption);
        var exception = await Assert.ThrowsAsync<ExportException>(() => RunAsync(ExportFormat.Parquet, output, WithoutInterruption));
        Assert.Contains("is not empty", exception.Message, StringComparison.Ordinal);
    }

    /// <returns>How many records were read.</returns>
    private async Task<int> RunAsync(ExportFormat format, string output, int readable, int top = 1)
    {
        var source = new InterruptedSource(new FolderRecords(records.Localized, output, pageSize: PageSize), readable);
        var request = new ExportRequest(format, output, new PredictionSelection(top, MinimumProbability: 0), Images: null);
        var checkpoint = new Checkpoint(output, request.Fingerprint(source));
        using var writer = Writer(request, checkpoint);
        var tally = new ExportTally(TimeProvider.System, total: null, checkpoint.State?.Counts);
        await new ExportJob(source, writer, checkpoint, request.Fingerprint(source), tally, _ => { }).RunAsync(CancellationToken.None);
        Assert.Equal(new ExportCounts(records.Records.Count - 1, 1, 0), tally.Counts);
        return source.Reads;
    }

    /// <summary>Parquet files of one page each, so that there is something to continue.</summary>
    private static IRecordWriter Writer(ExportRequest request, Checkpoint checkpoint)
    {
        var writer = RecordWriters.Open(request, checkpoint);
        return writer is ParquetWriter
            ? new ParquetWriter(request.Output, request.Selection, checkpoint.State?.Writer, rowsPerPart: PageSize)
            : writer;
    }

    private static Dictionary<string, string> Contents(string output) =>
        (Directory.Exists(output) ? Directory.GetFiles(output, "*", SearchOption.AllDirectories) : Directory.GetFiles(
            Path.GetDirectoryName(output)!, $"{Path.GetFileNameWithoutExtension(output)}.*"))
        .ToDictionary(path => path, path => Convert.ToBase64String(File.ReadAllBytes(path)), StringComparer.Ordinal);

    private static void Delete(string output)
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }
        else
        {
            File.Delete(output);
        }
    }
}
