using Azure;

namespace CamFunctions.LocalHost.Host;

/// <summary>A message of the blob trigger's queue: a blob that a function is to be invoked for.</summary>
/// <param name="Function">The function.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="ETag">The version that the event told of. The host does not compare it.</param>
/// <param name="FailedTries">How often it failed so far.</param>
internal sealed record BlobMessage(BlobFunction Function, string BlobName, ETag ETag, int FailedTries = 0)
{
    /// <summary>Letter by letter as the Functions host writes it into the poison queue.</summary>
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
