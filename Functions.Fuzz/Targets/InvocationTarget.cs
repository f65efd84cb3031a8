using Azure.Storage.Blobs;
using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;
using CamFunctions.Functions.Handler;

namespace CamFunctions.Fuzz.Targets;

/// <summary>The body of an invocation, for a blob or for an event: it gives an address, or is refused.</summary>
internal sealed class InvocationTarget : IFuzzTarget
{
    public string Name => "invocation";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. CapturedInvocations.Bodies, DeletionEvent.Body];

    public IReadOnlyList<string> Words { get; } =
    [
        "\"Metadata\"", "\"Uri\"", "\"Data\"", "\"data\"", "\"url\"", "\"event\"", "\"\\\"", "\\\"", "\\\\ud800", "\\u0000", "null",
        "http://", "https://", "file:///", "%2F", "%00", "..", "?", "#", "@", ":", "[::1]", "{", "}", ",",
    ];

    public byte[] Restructure(byte[] input, Random random) => JsonMutation.Change(input, random);

    public void Run(byte[] input)
    {
        Read(input, InvocationBody.ReadAddressAsync);
        Read(input, EventBody.ReadAddressAsync);
    }

    private static void Read(byte[] input, Func<Stream, CancellationToken, Task<BlobUriBuilder>> read)
    {
        try
        {
            using var body = new MemoryStream(input);
            var address = read(body, CancellationToken.None).GetAwaiter().GetResult();
            if (address.BlobName is null || address.BlobContainerName is null)
            {
                throw new UnexpectedResultException("The address has no name.");
            }
        }
        catch (UnreadableInvocationException)
        {
            // Refused as documented.
        }
    }
}
