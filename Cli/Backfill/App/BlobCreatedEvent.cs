using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>An event as Event Grid delivers it when a blob was written, in the Event Grid schema.</summary>
internal sealed record BlobCreatedEvent(
    string Id, string Topic, string Subject, string EventType, DateTimeOffset EventTime, BlobCreatedData Data, string DataVersion)
{
    /// <param name="name">The image's name.</param>
    /// <param name="image">The image, which exists.</param>
    /// <param name="container">Its container.</param>
    /// <param name="time">When the event is made.</param>
    public static BlobCreatedEvent Of(string name, StoredImage image, string container, DateTimeOffset time)
    {
        var properties = image.Properties!;
        return new BlobCreatedEvent(
            Guid.NewGuid().ToString(),
            "cam backfill",
            $"/blobServices/default/containers/{container}/blobs/{name}",
            "Microsoft.Storage.BlobCreated",
            time,
            new BlobCreatedData(
                "PutBlob",
                image.Uri.AbsoluteUri,
                properties.ETag.ToString().Trim('"'),
                $"{properties.BlobType}Blob",
                properties.ContentType,
                properties.ContentLength),
            DataVersion: string.Empty);
    }
}
