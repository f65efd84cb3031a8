using System.Text.Json.Serialization;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Analysis;

/// <summary>Source-generated serialisation for the options and limits that results carry.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AnalysisOptions))]
[JsonSerializable(typeof(ImageLimits))]
internal sealed partial class AnalysisJsonContext : JsonSerializerContext;
