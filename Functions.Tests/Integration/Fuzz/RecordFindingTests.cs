using System.Text;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Cli.Export.Tables;
using CamFunctions.LocalHost.Page;

using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Fuzz;

/// <summary>Records that ended an export or the listing of the page, with those of all other images.</summary>
public sealed class RecordFindingTests
{
    private static readonly ImageItem Image = new(
        "image", ListedState.Done, DateTimeOffset.UnixEpoch, 1, "1", Overlay: null, Label: null, Probability: null, Error: null);

    [Fact]
    public void A_record_with_text_that_is_not_unicode_is_exported_as_it_is()
    {
        var json = FuzzedFile.Read("record-half-a-surrogate.json");
        using var file = new MemoryStream();
        new JsonLines().Write(ReadRecord.Parse("record", json, withMaps: false), file);
        Assert.Equal(Encoding.UTF8.GetString(json) + "\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    [Fact]
    public void A_record_that_is_not_utf_8_is_not_exported()
    {
        var read = ReadRecord.Parse("record", [(byte)'{', 0xFF, (byte)'}'], withMaps: false);
        Assert.Contains("not UTF-8", read.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"schemaVersion":"1.2","source":{"uri":"a:b","name":"c","lastModified":"2026-01-01","contentLength":1}}""")]
    public void A_blob_that_is_no_record_is_shown_as_a_failure_of_its_image_only(string json)
    {
        var shown = RecordReader.WithRecord(Image, new StoredRecord(Encoding.UTF8.GetBytes(json), "1"));
        Assert.Equal(ListedState.Failed, shown.State);
        Assert.Contains("not one that this program has written", shown.Error!.Message, StringComparison.Ordinal);
    }
}
