using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamFunctions.Functions.Handler;

/// <summary>Source-generated serialisation for the host's protocol, whose property names are in Pascal case.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(InvocationRequest))]
[JsonSerializable(typeof(InvocationResponse))]
[JsonSerializable(typeof(FaultResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class HandlerJsonContext : JsonSerializerContext;
