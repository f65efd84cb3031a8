using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CamFunctions.Samples.Consumers;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Samples;

/// <summary>The console consumer in C#, compiled into the tests.</summary>
public sealed class CSharpSampleTests(FinishedRecords records) : IClassFixture<FinishedRecords>
{
    private static readonly string Schema =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "prediction-record.schema.json"));

    [Fact]
    public async Task A_record_is_read_by_the_version_that_the_event_names_with_or_without_quotation_marks()
    {
        var eTag = await records.ETagOfAsync(FinishedRecords.Photograph);
        foreach (var form in new[] { eTag, eTag.Trim('"') })
        {
            var record = await RecordReader.ReadAsync(new BlobClient(records.RecordOf(FinishedRecords.Photograph)), form);
            Assert.Equal((FinishedRecords.Photograph, "Egyptian cat"), (record!.Source.Name, record.Predictions![0].Label));
        }
    }

    [Fact]
    public async Task An_event_about_a_replaced_or_deleted_record_is_dropped()
    {
        Assert.Null(await RecordReader.ReadAsync(new BlobClient(records.RecordOf(FinishedRecords.Photograph)), "0x8D000"));
        Assert.Null(await RecordReader.ReadAsync(new BlobClient(records.RecordOf("never.png")), eTag: null));
    }

    [Fact]
    public async Task All_records_of_a_container_are_read_and_those_of_refused_images_say_so()
    {
        var lines = new List<string>();
        await foreach (var record in RecordReader.ReadAllAsync(new BlobContainerClient(records.Container())))
        {
            lines.Add(record.Summary);
        }

        Assert.Equal(2, lines.Count);
        Assert.StartsWith($"{FinishedRecords.Photograph}: Egyptian cat ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"{FinishedRecords.Refused}: refused (unsupportedFormat)", lines[1]);
    }

    [Fact]
    public void Fields_of_later_versions_are_ignored_and_another_first_part_is_refused()
    {
        const string Record = """
            { "schemaVersion": "1.9", "new": {}, "error": { "code": "empty", "message": "Empty.", "new": 1 },
              "source": { "uri": "https://a.example/images/a.png", "name": "a.png", "eTag": null, "new": [] } }
            """;
        Assert.Equal("a.png: refused (empty)", RecordReader.Parse(BinaryData.FromString(Record)).Summary);
        var exception = Assert.Throws<InvalidDataException>(() => RecordReader.Parse(BinaryData.FromString(Record.Replace("1.9", "2.0"))));
        Assert.Equal("The record has schema version 2.0; this program reads version 1.", exception.Message);
    }

    [Theory]
    [InlineData(typeof(FinishedRecord), "processed")]
    [InlineData(typeof(FinishedRecord.ImageSource), "source")]
    [InlineData(typeof(FinishedRecord.Prediction), "prediction")]
    [InlineData(typeof(FinishedRecord.Box), "region")]
    public void Every_field_of_a_type_is_in_the_schema(Type type, string definition)
    {
        var properties = JsonNode.Parse(Schema)!["definitions"]![definition]!["properties"]!.AsObject();
        var fields = type.GetConstructors()[0].GetParameters().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name!));
        Assert.All(fields, field => Assert.True(properties.ContainsKey(field), $"{definition} has no {field}."));
    }

    /// <summary>It takes the SDK seconds to restore and compile.</summary>
    [Fact(Explicit = true)]
    public async Task The_program_prints_a_record()
    {
        var (dotnet, address) = (ProgramsOnPath.Find("dotnet")!, records.RecordOf(FinishedRecords.Photograph).AbsoluteUri);
        await using var run = await RunningProgram
            .Executable(dotnet, environment: null, SampleFile.PathOf("csharp"), "run", "--", address)
            .ExitedAsync();
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        Assert.StartsWith($"{FinishedRecords.Photograph}: Egyptian cat ", run.Output, StringComparison.Ordinal);
    }
}
