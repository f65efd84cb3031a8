using Azure;

namespace CamFunctions.LocalHost.Host;

/// <summary>A message in the blob trigger's queue: a blob to invoke a function for.</summary>
/// <param name="Function">The function.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="ETag">The version that the event was for. The host does not compare it.</param>
/// <param name="FailedTries">The number of failed tries so far.</param>
internal sealed record BlobMessage(BlobFunction Function, string BlobName, ETag ETag, int FailedTries = 0)
{
    /// <summary>Exactly as the Functions host writes it to the poison queue.</summary>
    public string ToJson() => HostJson.Indented(
    [
        ("Type", HostJson.Text("BlobTrigger")),
        ("FunctionId", HostJson.Text(Function.Id)),
        ("BlobType", HostJson.Text("BlockBlob")),
        ("ContainerName", HostJson.Text(Function.Container)),
        ("BlobName", HostJson.Text(BlobName)),
        ("ETag", HostJson.Text(ETag.ToString("H"))),
    ]);
}
