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

    private static string Twice(string text) => JsonSerializer.Serialize(JsonSerializer.Serialize(text));
}
