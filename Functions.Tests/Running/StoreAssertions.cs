using Azure.Storage.Blobs;
using CamFunctions.Shared.Records;
using CamFunctions.Storage;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Queries and assertions for the containers of a test.</summary>
internal static class StoreAssertions
{
    public static async Task UploadAsync(this ImageStore store, string image, byte[] content) =>
        await store.Images.GetBlobClient(image).UploadAsync(BinaryData.FromBytes(content), overwrite: true);

    /// <summary>The names of all blobs in a container, sorted.</summary>
    public static async Task<List<string>> NamesAsync(this BlobContainerClient container)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    public static async Task<int> CountAsync(this BlobContainerClient container) => (await container.NamesAsync()).Count;

    /// <summary>The stored record, validated against the schema.</summary>
    public static async Task<PredictionRecord> ReadRecordAsync(this ImageStore store, string image)
    {
        var content = await store.Predictions.GetBlobClient(ResultNames.Record(image)).DownloadContentAsync();
        Assert.Equal("application/json", content.Value.Details.ContentType);
        var json = content.Value.Content.ToArray();
        await RecordSchema.AssertValidAsync(json);
        return RecordJson.Read(json);
    }

    public static async Task<bool> HasRecordAsync(this ImageStore store, string image) =>
        await store.Predictions.GetBlobClient(ResultNames.Record(image)).ExistsAsync();

    public static async Task<bool> HasOverlayAsync(this ImageStore store, string image) =>
        await store.Overlays.GetBlobClient(ResultNames.Overlay(image)).ExistsAsync();

    /// <summary>Asserts a complete result: a record of the current version, and the overlay that it refers to.</summary>
    public static async Task AssertLocalizedAsync(this ImageStore store, string image, string label)
    {
        var record = await store.ReadRecordAsync(image);
        var source = await store.Images.GetBlobClient(image).GetPropertiesAsync();
        Assert.Null(record.Error);
        Assert.Equal(label, record.Predictions![0].Label);
        Assert.Equal(source.Value.ETag.ToString(), record.Source.ETag);
        var overlay = await store.Overlays.GetBlobClient(ResultNames.Overlay(image)).DownloadContentAsync();
        Assert.Equal("image/jpeg", overlay.Value.Details.ContentType);
        Assert.Equal(source.Value.ETag.ToString(), overlay.Value.Details.Metadata["sourceetag"]);
        Assert.Equal(record.Overlay!.ETag, overlay.Value.Details.ETag.ToString());
        using var picture = NetVips.Image.NewFromBuffer(overlay.Value.Content.ToArray());
        Assert.Equal((record.Overlay.Width, record.Overlay.Height), (picture.Width, picture.Height));
    }
}
