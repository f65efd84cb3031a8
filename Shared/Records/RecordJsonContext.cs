using System.Text.Json.Serialization;

namespace CamFunctions.Shared.Records;

/// <summary>Serialisation code for records, made by the compiler: no reflection, so that it can be compiled ahead of time.</summary>
[JsonSerializable(typeof(PredictionRecord))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;
