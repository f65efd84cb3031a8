using Azure.Storage.Blobs;

namespace CamFunctions.Functions;

/// <summary>The part of an event of a blob, in the Event Grid schema, that the functions use.</summary>
/// <param name="Data">The event's data.</param>
public sealed record BlobEvent(BlobEvent.Content? Data)
{
    /// <summary>The blob that the event is about.</summary>
    /// <exception cref="InvalidDataException">The event names none.</exception>
    internal BlobUriBuilder Address => Data?.Url is { IsAbsoluteUri: true } url
        ? new BlobUriBuilder(url)
        : throw new InvalidDataException(
            "The message is not an event of a blob: data.url is not an address. Let only Event Grid write to the queue.");

    /// <param name="Url">The blob's address.</param>
    public sealed record Content(Uri? Url);
}
