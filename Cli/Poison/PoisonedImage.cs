using System.Text.Json;
using Azure.Storage.Queues;

namespace CamFunctions.Cli.Poison;

/// <summary>A message of the poison queue.</summary>
/// <param name="Queue">The queue that it is in.</param>
/// <param name="MessageId">For deleting it.</param>
/// <param name="PopReceipt">For deleting it; <see langword="null"/> if it was only peeked at.</param>
/// <param name="InsertedOn">When it was given up.</param>
/// <param name="Container">The container of the blob; <see langword="null"/> if the message is not one of the blob trigger.</param>
/// <param name="Name">The blob's name, or the message's text.</param>
internal sealed record PoisonedImage(
    QueueClient Queue,
    string MessageId,
    string? PopReceipt,
    DateTimeOffset? InsertedOn,
    string? Container,
    string Name)
{
    public static PoisonedImage Read(QueueClient queue, string messageId, string? popReceipt, DateTimeOffset? insertedOn, BinaryData body)
    {
        var (container, name) = Parse(body.ToString());
        return new PoisonedImage(queue, messageId, popReceipt, insertedOn, container, name);
    }

    private static (string? Container, string Name) Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } message
                && message.TryGetProperty("ContainerName", out var container)
                && message.TryGetProperty("BlobName", out var name)
                ? (container.GetString(), name.GetString() ?? string.Empty)
                : (null, body);
        }
        // The second one is thrown for members that are no texts, and for half a surrogate pair.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, body);
        }
    }
}
