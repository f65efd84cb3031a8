using System.Text.Json.Serialization;
using CamFunctions.Cli.Export.Output;

namespace CamFunctions.Cli.Export.FiftyOne;

/// <summary>Source-generated serialisation for FiftyOne.</summary>
[JsonSerializable(typeof(FiftyOneSample))]
internal sealed partial class FiftyOneJsonContext : JsonSerializerContext
{
    public static FiftyOneJsonContext Readable { get; } = new(SnakeCaseJson.NewOptions());
}
