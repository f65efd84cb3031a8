namespace CamFunctions.LocalHost.Host;

/// <summary>The event that Event Grid sends when a blob was deleted, in the Event Grid schema.</summary>
/// <param name="Container">The blob's container.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="BlobUri">The blob's address.</param>
/// <param name="Id">The event's identifier.</param>
/// <param name="Time">When the blob was deleted.</param>
internal sealed record BlobDeletedEvent(string Container, string BlobName, Uri BlobUri, Guid Id, DateTime Time)
{
    public string Data => HostJson.Object(
    [
        ("api", HostJson.Text("DeleteBlob")),
        ("blobType", HostJson.Text("BlockBlob")),
        ("url", HostJson.Text(BlobUri.OriginalString)),
    ]);

    public string Json => HostJson.Object(
    [
        ("subject", HostJson.Text($"/blobServices/default/containers/{Container}/blobs/{BlobName}")),
        ("eventType", HostJson.Text("Microsoft.Storage.BlobDeleted")),
        ("id", HostJson.Text(Id.ToString())),
        ("data", Data),
        ("dataVersion", HostJson.Text(string.Empty)),
        ("metadataVersion", HostJson.Text("1")),
        ("eventTime", HostJson.Date(Time)),
    ]);
}
