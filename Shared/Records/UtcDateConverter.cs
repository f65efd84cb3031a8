using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamFunctions.Shared.Records;

/// <summary>Writes dates as ISO 8601 in UTC, with the suffix Z.</summary>
internal sealed class UtcDateConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(RecordJson.TextOf(value));
}
