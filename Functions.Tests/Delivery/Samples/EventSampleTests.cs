using System.Text.Json.Nodes;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Samples;

/// <summary>The event and the other samples that docs/consume.md shows to those who consume records.</summary>
public sealed class EventSampleTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(ProjectFile.Root, "docs", "consume.md"));

    [Fact]
    public void The_event_names_a_record_by_the_names_that_the_code_gives_it()
    {
        var created = JsonNode.Parse(SampleFile.Read("event.json"))!;
        var record = $"{ContainerNames.Read(TestSettings.Of()).Predictions}/{ResultNames.Record("cats/chelsea.png")}";
        var account = created["source"]!.GetValue<string>().Split('/')[^1];
        Assert.Equal($"https://{account}.blob.core.windows.net/{record}", created["data"]!["url"]!.GetValue<string>());
        Assert.Equal(
            $"/blobServices/default/containers/{record.Replace("predictions/", "predictions/blobs/", StringComparison.Ordinal)}",
            created["subject"]!.GetValue<string>());
        Assert.Equal(
            ("1.0", "Microsoft.Storage.BlobCreated"),
            (created["specversion"]!.GetValue<string>(), created["type"]!.GetValue<string>()));
    }

    [Fact]
    public void The_document_shows_the_event_as_it_is_in_the_file()
    {
        var lines = File.ReadAllLines(SampleFile.PathOf("event.json")).Select(line => $"    {line}");
        Assert.Contains(string.Join('\n', lines), Document, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_links_to_every_sample()
    {
        var samples = Checkout.Files(SampleFile.Folder, "*")
            .Select(path => Path.GetRelativePath(SampleFile.Folder, path).Replace('\\', '/'))
            .ToArray();
        Assert.NotEmpty(samples);
        Assert.All(samples, name => Assert.Contains($"(../samples/consumers/{name})", Document, StringComparison.Ordinal));
    }
}
