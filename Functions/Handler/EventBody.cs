using System.Text.Json;
using Azure.Storage.Blobs;

namespace CamFunctions.Functions.Handler;

/// <summary>
/// The body of an invocation for an event of Event Grid, in the Event Grid schema. By the host's source (EventGridTriggerBinding,
/// GetHttpScriptInvocationContextValue) the event's data is an object in <c>Metadata</c>, and the whole event a text with JSON that is
/// encoded twice in <c>Data</c>; each of them is read in either form.
/// </summary>
internal static class EventBody
{
    private const int MaximumEncodings = 3;

    /// <summary>Reads the address of the blob that the event is about.</summary>
    /// <exception cref="UnreadableInvocationException">The body is not what the Functions host sends for an event of storage.</exception>
    public static async Task<BlobUriBuilder> ReadAddressAsync(Stream body, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, default, cancellation);
            return InvocationBody.Address(UrlOf(document.RootElement)) ?? throw new UnreadableInvocationException(
                "The invocation has no event with a blob's address in data.url. Is function.json's only binding the Event Grid trigger?");
        }
        // The second one is thrown for a text with half a surrogate pair.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw InvocationBody.NotJson(fault);
        }
    }

    private static string? UrlOf(JsonElement invocation) =>
        Text(Member(Member(Member(invocation, "Metadata"), "data"), "url"))
        ?? Text(Member(Member(Member(Member(invocation, "Data"), "event"), "data"), "url"));

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement? json, string name) =>
        Decoded(json) is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? Decoded(JsonElement? json)
    {
        for (var encodings = 0; encodings < MaximumEncodings && json is { ValueKind: JsonValueKind.String } text; encodings++)
        {
            json = JsonSerializer.Deserialize(text.GetString()!, HandlerJsonContext.Default.JsonElement);
        }

        return json;
    }
}
