using System.Text.Json;
using CamFunctions.Functions;
using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;

namespace CamFunctions.Fuzz.Targets;

/// <summary>A message about a deleted image: it has an address, or is refused.</summary>
internal sealed class DeletionTarget : IFuzzTarget
{
    private static readonly JsonSerializerOptions AsTheWorker = new() { PropertyNameCaseInsensitive = true };

    public string Name => "deletion";

    public IReadOnlyList<byte[]> Seeds { get; } = [DeletionEvent.Body];

    public IReadOnlyList<string> Words { get; } =
    [
        "\"data\"", "\"url\"", "\"eventType\"", "\"\\\"", "\\\"", "\\\\ud800", "\\u0000", "null",
        "http://", "https://", "file:///", "%2F", "%00", "..", "?", "#", "@", ":", "[::1]", "{", "}", ",",
    ];

    public byte[] Restructure(byte[] input, Random random) => JsonMutation.Change(input, random);

    public void Run(byte[] input)
    {
        try
        {
            var address = JsonSerializer.Deserialize<BlobEvent>(input, AsTheWorker)?.Address;
            if (address is { BlobName: null } or { BlobContainerName: null })
            {
                throw new UnexpectedResultException("The address has no name.");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            // Refused as documented.
        }
    }
}
