using System.Text.Json.Serialization;

namespace CamFunctions.Cli.Export;

/// <summary>Source-generated serialisation for the state of an export.</summary>
[JsonSerializable(typeof(ExportState))]
internal sealed partial class ExportJsonContext : JsonSerializerContext;
