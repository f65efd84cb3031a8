using System.Text.Json;
using Azure.Storage.Blobs.Models;

namespace CamFunctions.LocalHost.Host;

/// <summary>The exact request that the Functions host sends to a custom handler for a blob (host 4.1037, blob extension 5).</summary>
/// <param name="Function">The function.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="BlobUri">The blob's address.</param>
/// <param name="Properties">The blob's current properties.</param>
/// <param name="InvocationId">The invocation's identifier.</param>
/// <param name="UtcNow">The time when the trigger is bound.</param>
/// <param name="RandomGuid">The value of the binding expression <c>{rand-guid}</c>.</param>
internal sealed record BlobInvocation(
    BlobFunction Function,
    string BlobName,
    Uri BlobUri,
    BlobProperties Properties,
    Guid InvocationId,
    DateTime UtcNow,
    Guid RandomGuid) : IInvocation
{
    public string FunctionName => Function.Name;

    public string Body => HostJson.Object(
    [
        ("Data", HostJson.Object([(Function.BindingName, DeferredBinding())])),
        ("Metadata", HostJson.Object(
        [
            ("Uri", HostJson.Twice(BlobUri.OriginalString)),
            ("Properties", BlobPropertiesJson.Of(Properties)),
            ("Metadata", HostJson.Texts(Properties.Metadata)),
            (Function.NameParameter, HostJson.Twice(BlobName)),
            ("sys", HostJson.Sys(Function.Name, UtcNow, RandomGuid)),
        ])),
    ]);

    /// <summary>The binding data, in which the host serializes only the description of the reference, not the reference itself.</summary>
    private string DeferredBinding() => HostJson.Object(
    [
        ("Version", HostJson.Text("1.0")),
        ("Source", HostJson.Text("AzureStorageBlobs")),
        ("Content", HostJson.Object(
        [
            ("Length", HostJson.Number(BlobReferenceLength())),
            ("IsEmpty", HostJson.Flag(false)),
            ("MediaType", HostJson.Text("application/json")),
        ])),
        ("ContentType", HostJson.Text("application/json")),
    ]);

    /// <summary>Length in bytes of the reference as the blob extension writes it, with System.Text.Json's default escaping.</summary>
    private int BlobReferenceLength() => JsonSerializer
        .SerializeToUtf8Bytes(new { Function.Connection, ContainerName = Function.Container, BlobName })
        .Length;
}
