using System.Text.Json;
using CamFunctions.Functions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions;

/// <summary>The function for messages about deleted images.</summary>
public sealed class DeleteResultsTests(SmallModelFixture small, AzuriteFixture azurite)
{
    private static readonly JsonSerializerOptions AsTheWorker = new() { PropertyNameCaseInsensitive = true };

    [Fact]
    public async Task The_results_of_the_image_in_the_event_are_deleted()
    {
        const string Image = "ün/a +%20#.png";
        var store = await azurite.NewStoreAsync();
        var functions = new CalledFunctions(small.Processor(), store, deletesResults: true);
        await store.UploadAsync(Image, Photographs.Read("chelsea"));
        var image = store.Images.GetBlobClient(Image);
        await functions.LocalizeAsync(Image);
        Assert.True(await store.HasRecordAsync(Image));
        await image.DeleteAsync();

        var line = await functions.DeleteAsync(Read(
            $$$$"""
            {"topic":"/subscriptions/x","subject":"/blobServices/default/containers/images/blobs/x","id":"1","eventType":
            "Microsoft.Storage.BlobDeleted","data":{"api":"DeleteBlob","blobType":"BlockBlob","url":"{{{{image.Uri.AbsoluteUri}}}}",
            "storageDiagnostics":{"batchId":"b68529f3"}},"dataVersion":"","metadataVersion":"1","eventTime":"2026-11-30T18:41:00Z"}
            """));

        Assert.Contains($"{Image} was deleted", line, StringComparison.Ordinal);
        Assert.Equal((0, 0), (await store.Predictions.CountAsync(), await store.Overlays.CountAsync()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"url":"no address"}}""")]
    public async Task A_message_without_an_address_fails_with_a_sentence_and_ends_in_the_poison_queue(string json)
    {
        var functions = new CalledFunctions(small.Processor(), await azurite.NewStoreAsync(), deletesResults: true);
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => functions.DeleteAsync(Read(json)));
        Assert.Contains("data.url is not an address", exception.Message, StringComparison.Ordinal);
    }

    private static BlobEvent Read(string json) => JsonSerializer.Deserialize<BlobEvent>(json, AsTheWorker)!;
}
