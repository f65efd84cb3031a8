using System.Text.Json.Serialization;

namespace CamFunctions.Shared.Records;

/// <summary>Source-generated serialisation for records, as required by ahead-of-time compilation.</summary>
[JsonSerializable(typeof(PredictionRecord))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;
