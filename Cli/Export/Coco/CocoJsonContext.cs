using System.Text.Json.Serialization;
using CamFunctions.Cli.Export.Output;

namespace CamFunctions.Cli.Export.Coco;

/// <summary>Source-generated serialisation for COCO.</summary>
[JsonSerializable(typeof(CocoImage))]
[JsonSerializable(typeof(CocoAnnotation))]
[JsonSerializable(typeof(CocoCategory))]
internal sealed partial class CocoJsonContext : JsonSerializerContext
{
    public static CocoJsonContext Readable { get; } = new(SnakeCaseJson.NewOptions());
}
