using System.Text.Json.Serialization;

namespace CamFunctions.Shared.Analysis;

/// <summary>Source-generated serialisation for <see cref="AnalysisOptions.Fingerprint"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AnalysisOptions))]
internal sealed partial class AnalysisJsonContext : JsonSerializerContext;
