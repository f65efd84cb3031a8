using System.Text.Json.Serialization;

namespace CamFunctions.LocalHost.Page;

/// <summary>Source-generated serialisation for the page's interface.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImagePage))]
[JsonSerializable(typeof(ImageDetail))]
[JsonSerializable(typeof(ImageEvent))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PageJsonContext : JsonSerializerContext;
