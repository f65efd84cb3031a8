using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamFunctions.Shared.Records;

/// <summary>Reads an activation map as an empty one: its numbers are most of a record, and few readers need them.</summary>
internal sealed class SkippedNumbersConverter : JsonConverter<IReadOnlyList<float>>
{
    public override IReadOnlyList<float> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return [];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<float> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A record that was read without its maps can't be written.");
}
