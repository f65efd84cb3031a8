using System.Text.Json;
using System.Text.Json.Serialization;

namespace CamFunctions.Functions.Handler;

/// <summary>
/// The Functions host JSON-encodes strings in the trigger's metadata twice: <c>"\"https://...\""</c>. Strings that are encoded
/// once, as documented, are accepted too.
/// </summary>
internal sealed class TwiceEncodedStringConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A string was expected.");
        }

        var once = reader.GetString()!;
        return once is ['"', .., '"'] ? JsonSerializer.Deserialize(once, HandlerJsonContext.Default.String) : once;
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Invocations are only read.");
}
