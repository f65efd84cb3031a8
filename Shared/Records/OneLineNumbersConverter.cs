using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamFunctions.Shared.Records;

/// <summary>
/// Writes an activation map on one line, where an indented writer would put each number on its own, and with four significant
/// digits: a ten-thousandth of a value is less than two processors' kernels may differ by.
/// </summary>
internal sealed class OneLineNumbersConverter : JsonConverter<IReadOnlyList<float>>
{
    /// <summary>Of a number, with what separates it from the next.</summary>
    private const int MaximumLength = 12;

    public override IReadOnlyList<float> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("An activation map's values must be an array of numbers.");
        }

        var values = new List<float>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.GetSingle());
        }

        return values;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<float> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder("[", value.Count * MaximumLength);
        foreach (var number in value)
        {
            text.Append(text.Length > 1 ? ", " : string.Empty).Append(CultureInfo.InvariantCulture, $"{number:G4}");
        }

        writer.WriteRawValue(text.Append(']').ToString());
    }
}
