using System.Text.Json;

namespace CamFunctions.Tests.Fixtures;

/// <summary>The body of an invocation, in the form that azure-functions-host 4 sends for a blob trigger.</summary>
internal static class HostInvocation
{
    /// <param name="blob">The blob's address.</param>
    /// <param name="data">The data of the binding: the content in base64, or a stub with deferred binding.</param>
    public static string For(Uri blob, string data = "") =>
        $$$$"""
        {"Data":{"image":"{{{{data}}}}"},"Metadata":{"Uri":{{{{Twice(blob.AbsoluteUri)}}}},
        "Properties":{"LastModified":"2026-01-02T03:04:05+00:00","ContentLength":12345,"ContentType":"image/jpeg","ETag":{},
        "BlobType":0,"IsServerEncrypted":true},
        "Metadata":{"k":"v"},"name":{{{{Twice(Uri.UnescapeDataString(blob.Segments[^1]))}}}},
        "sys":{"MethodName":"LocalizeImage","UtcNow":"2026-01-02T03:04:05.678Z","RandGuid":"8a1c2b3d-0000-0000-0000-000000000000"}}}
        """;

    /// <summary>The same with the address encoded once, as documented.</summary>
    public static string OnceEncoded(Uri blob) =>
        $$$$"""{"Data":{},"Metadata":{"Uri":{{{{JsonSerializer.Serialize(blob.AbsoluteUri)}}}}}}""";

    /// <summary>For a deleted blob, by the host's source: the event is a text that is encoded twice, and its data an object.</summary>
    public static string ForDeletion(Uri blob) =>
        $$$$"""
        {"Data":{"event":{{{{Twice(Event(blob))}}}}},"Metadata":{"data":{{{{EventData(blob)}}}},"sys":{"MethodName":"DeleteResults"}}}
        """;

    /// <summary>The same without the data, with the event as an object.</summary>
    public static string ForDeletionOnceEncoded(Uri blob) => $$$$"""{"Data":{"event":{{{{Event(blob)}}}}},"Metadata":{}}""";

    /// <summary>The same without the data, with the event as it comes.</summary>
    public static string ForDeletionWithoutData(Uri blob) => $$$$"""{"Data":{"event":{{{{Twice(Event(blob))}}}}}}""";

    private static string Event(Uri blob) =>
        $$$$"""{"eventType":"Microsoft.Storage.BlobDeleted","data":{{{{EventData(blob)}}}},"dataVersion":"","metadataVersion":"1"}""";

    private static string EventData(Uri blob) =>
        $$$$"""{"api":"DeleteBlob","blobType":"BlockBlob","url":{{{{JsonSerializer.Serialize(blob.AbsoluteUri)}}}}}""";

    private static string Twice(string text) => JsonSerializer.Serialize(JsonSerializer.Serialize(text));
}
