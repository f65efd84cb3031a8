using System.Text.Json.Serialization;

namespace CamFunctions.Shared.Analysis;

/// <summary>Serialisation code for the fingerprint of options.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AnalysisOptions))]
internal sealed partial class AnalysisJsonContext : JsonSerializerContext;
