using System.Text.Json.Serialization;

namespace CamFunctions.LocalHost;

/// <summary>Serialisation code for host.json and the poison queue.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HostRules))]
[JsonSerializable(typeof(PoisonMessage))]
internal sealed partial class LocalHostJsonContext : JsonSerializerContext;
