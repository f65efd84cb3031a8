using System.Text.Json.Serialization;

namespace CamFunctions.Functions.Handler;

/// <summary>The part of the trigger's metadata that is used.</summary>
/// <param name="Uri">The blob's address.</param>
internal sealed record InvocationMetadata([property: JsonConverter(typeof(TwiceEncodedStringConverter))] string? Uri);
