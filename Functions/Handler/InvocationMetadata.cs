using System.Text.Json.Serialization;

namespace CamFunctions.Functions.Handler;

/// <summary>The trigger's metadata, as far as it is of use.</summary>
/// <param name="Uri">The blob's address.</param>
internal sealed record InvocationMetadata([property: JsonConverter(typeof(TwiceEncodedStringConverter))] string? Uri);
