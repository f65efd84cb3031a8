using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace CamFunctions.LocalHost.Http;

/// <summary>The bodies of Event Grid's requests, in the Event Grid schema: an array of events, or a single one.</summary>
internal static class EventGridRequest
{
    /// <returns>The blobs of BlobCreated events; <see langword="null"/> if the body is something else.</returns>
    public static async Task<IReadOnlyList<(string Container, string Name, ETag ETag)>?> ReadBlobsAsync(
        Stream body,
        CancellationToken cancellation) => await ReadAsync(body, Blob, cancellation);

    /// <returns>The code that the answer must repeat; <see langword="null"/> if the body has none.</returns>
    public static async Task<string?> ReadValidationCodeAsync(Stream body, CancellationToken cancellation) =>
        await ReadAsync(body, data => data.GetProperty("validationCode").GetString(), cancellation) is [{ } code, ..] ? code : null;

    /// <summary>The members that the host itself reads (BlobsExtensionConfigProvider.GetBlobTriggerMessage).</summary>
    private static (string Container, string Name, ETag ETag) Blob(JsonElement data)
    {
        var address = new BlobUriBuilder(new Uri(data.GetProperty("url").GetString()!));
        _ = data.GetProperty("blobType").GetString();
        return (address.BlobContainerName, address.BlobName, new ETag(data.GetProperty("eTag").GetString()!));
    }

    private static async Task<List<T>?> ReadAsync<T>(Stream body, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, default, cancellation);
            var root = document.RootElement;
            IEnumerable<JsonElement> events = root.ValueKind == JsonValueKind.Object ? [root] : root.EnumerateArray();
            return [.. events.Select(one => read(one.GetProperty("data")))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or UriFormatException
            or ArgumentNullException)
        {
            return null;
        }
    }
}
