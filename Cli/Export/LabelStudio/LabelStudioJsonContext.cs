using System.Text.Json.Serialization;
using CamFunctions.Cli.Export.Output;

namespace CamFunctions.Cli.Export.LabelStudio;

/// <summary>Source-generated serialisation for Label Studio.</summary>
[JsonSerializable(typeof(LabelStudioTask))]
internal sealed partial class LabelStudioJsonContext : JsonSerializerContext
{
    public static LabelStudioJsonContext Readable { get; } = new(SnakeCaseJson.NewOptions());
}
