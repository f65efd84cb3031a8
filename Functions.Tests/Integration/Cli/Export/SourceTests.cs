using System.Text;
using CamFunctions.Cli;
using CamFunctions.Cli.Export;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Storage;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Export;

[Collection<SharedRecords>]
public sealed class SourceTests(ExportFixture records, AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_container_of_the_settings_gives_the_same_as_the_folder()
    {
        var store = await azurite.NewStoreAsync();
        foreach (var record in records.Records)
        {
            var path = Path.Combine(records.Localized, "predictions", ResultNames.Record(record.Source.Name));
            await store.Predictions.GetBlobClient(ResultNames.Record(record.Source.Name)).UploadAsync(path);
        }

        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ImageStorage"] = azurite.ConnectionString,
            ["PredictionsContainer"] = store.Names.Predictions,
        };
        string[] arguments = ["export", "container", "--format", "csv", "--out", folder.File("out", "table.csv")];
        await using var program = await RunningProgram.Cam(settings, folder.Path, arguments).ExitedAsync();
        Assert.True(program.ExitCode == 0, program.Errors);
        Assert.Contains($"{records.Results.Count()} images, 1 refused images, 0 files skipped.", program.Output, StringComparison.Ordinal);
        Assert.Equal(
            (await File.ReadAllLinesAsync(await records.ExportAsync("csv"))).Order(StringComparer.Ordinal),
            (await File.ReadAllLinesAsync(folder.File("out", "table.csv"))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ä/", 1)]
    [InlineData("猫/🐈.png", 1)]
    [InlineData("ä/ö ü", 1)]
    [InlineData("", 6)]
    [InlineData("A", 0)]
    public async Task Only_records_whose_names_begin_with_the_prefix_are_exported(string prefix, int count)
    {
        var source = new FolderRecords(records.Localized, folder.File("out"), prefix);
        var listed = await source.ListAsync(continuation: null, CancellationToken.None).ToListAsync();
        Assert.Equal(count, listed.Sum(page => page.Names.Count));
        Assert.Equal(count, source.Count(CancellationToken.None));

        var store = await azurite.NewStoreAsync();
        foreach (var record in records.Records)
        {
            await store.Predictions.UploadBlobAsync(ResultNames.Record(record.Source.Name), BinaryData.FromString("{}"));
        }

        var container = new ContainerRecords(store.Predictions, prefix);
        Assert.Equal(
            count, (await container.ListAsync(continuation: null, CancellationToken.None).ToListAsync()).Sum(page => page.Names.Count));
    }

    [Fact]
    public async Task Files_that_are_no_records_are_skipped_and_the_exit_code_says_so()
    {
        File.Copy(Path.Combine(records.Localized, "predictions", "a, b.png.json"), folder.File("record.json"));
        await File.WriteAllTextAsync(folder.File("broken.json"), "{");
        await File.WriteAllTextAsync(folder.File("other.json"), """{ "schemaVersion": "1.2", "source": {}, "processing": {} }""");
        var later = await File.ReadAllTextAsync(folder.File("record.json"));
        await File.WriteAllTextAsync(folder.File("later.json"), later.Replace("\"1.3\"", "\"2.0\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(folder.File("notes.txt"), "no JSON, and nobody's error");
        string[] arguments = ["export", folder.Path, "--format", "jsonl", "--out", folder.File("out.json")];
        Assert.Equal(1, await CommandLine.RunAsync(arguments));
        Assert.Single(await File.ReadAllLinesAsync(folder.File("out.json")));

        // What is written is no record either, and is in the folder the second time.
        Assert.Equal(1, await CommandLine.RunAsync(arguments));
        Assert.Single(await File.ReadAllLinesAsync(folder.File("out.json")));
    }

    [Theory]
    [InlineData("{", "it is no record")]
    [InlineData("""{ "schemaVersion": "2.0", "source": { "name": "a", "uri": "b" }, "processing": {} }""", "schemaVersion is 2.0")]
    [InlineData("""{ "schemaVersion": "1.2", "source": { "name": "a", "uri": "b" }, "processing": {} }""", "fields that every record has")]
    public void What_is_no_record_is_said_in_a_sentence(string json, string words)
    {
        var read = ReadRecord.Parse("name", Encoding.UTF8.GetBytes(json), withMaps: false);
        Assert.Null(read.Record);
        Assert.Contains(words, read.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_listed_in_order_however_many_names_fit_into_memory()
    {
        var names = Enumerable.Range(0, 45).Select(number => folder.File($"{number % 7}", $"{number}.json")).ToArray();
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(name)!);
            await File.WriteAllTextAsync(name, "{}");
        }

        var source = new FolderRecords(folder.Path, folder.File("out"), pageSize: 2);
        var listed = await source.ListAsync(continuation: null, CancellationToken.None).ToListAsync();
        Assert.Equal(names.Order(StringComparer.Ordinal), listed.SelectMany(page => page.Names), StringComparer.Ordinal);
        var rest = await source.ListAsync(listed[4].Continuation, CancellationToken.None).ToListAsync();
        Assert.Equal(listed.Skip(5).SelectMany(page => page.Names), rest.SelectMany(page => page.Names), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("--top and --min-probability can't be used with jsonl", "--format", "jsonl", "--top", "2")]
    [InlineData("--images can only be used with labelstudio and fiftyone", "--format", "csv", "--images", "x")]
    [InlineData("--min-probability is 70; it must be a number from 0 to 1", "--format", "csv", "--min-probability", "70")]
    [InlineData("--top takes a whole number from 1 to 100", "--format", "coco", "--top", "0")]
    [InlineData("'yolo' not recognized", "--format", "yolo")]
    [InlineData("'--format' is required")]
    public void Options_that_do_not_fit_are_refused_with_a_sentence(string words, params string[] options)
    {
        var parsed = ExportCommand.Create().Parse([records.Localized, "--out", folder.File("out"), .. options]);
        Assert.Contains(words, string.Join('\n', parsed.Errors.Select(error => error.Message)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var exception = Assert.Throws<ExportException>(() => new FolderRecords("nowhere", "out"));
        Assert.Contains("nowhere does not exist", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
