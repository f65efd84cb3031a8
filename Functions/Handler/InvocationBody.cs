using System.Text.Json;
using Azure.Storage.Blobs;

namespace CamFunctions.Functions.Handler;

/// <summary>The body of an invocation that the Functions host sends for a blob trigger.</summary>
internal static class InvocationBody
{
    /// <summary>Reads the address of the blob.</summary>
    /// <exception cref="UnreadableInvocationException">The body is not what the Functions host sends.</exception>
    public static async Task<BlobUriBuilder> ReadAddressAsync(Stream body, CancellationToken cancellation)
    {
        try
        {
            var request = await JsonSerializer.DeserializeAsync(body, HandlerJsonContext.Default.InvocationRequest, cancellation);
            return Address(request?.Metadata?.Uri) ?? throw new UnreadableInvocationException(
                "The invocation has no blob address in Metadata.Uri. Is function.json's only binding the blob trigger?");
        }
        catch (JsonException fault)
        {
            throw NotJson(fault);
        }
    }

    /// <returns><see langword="null"/> if it is not an address.</returns>
    internal static BlobUriBuilder? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) ? new BlobUriBuilder(uri) : null;

    internal static UnreadableInvocationException NotJson(Exception fault) =>
        new($"The invocation's body is not the JSON that the Functions host sends: {fault.Message}");
}
