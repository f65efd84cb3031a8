using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CamFunctions.Shared.Activation;

namespace CamFunctions.Shared.Records;

/// <summary>
/// Writes a polygon on one line, as the coordinates of a polygon in GeoJSON: rings of [x, y] (RFC 7946, section 3.1.6).
/// </summary>
internal sealed class PolygonConverter : JsonConverter<Polygon>
{
    public override Polygon Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var rings = new List<IReadOnlyList<PolygonPoint>>();
        Expect(reader.TokenType, JsonTokenType.StartArray);
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            var ring = new List<PolygonPoint>();
            Expect(reader.TokenType, JsonTokenType.StartArray);
            while (Next(ref reader) != JsonTokenType.EndArray)
            {
                Expect(reader.TokenType, JsonTokenType.StartArray);
                ring.Add(new PolygonPoint(Number(ref reader), Number(ref reader)));
                Expect(Next(ref reader), JsonTokenType.EndArray);
            }

            rings.Add(ring);
        }

        return new Polygon(rings);
    }

    public override void Write(Utf8JsonWriter writer, Polygon value, JsonSerializerOptions options)
    {
        var text = new StringBuilder("[");
        foreach (var ring in value.Rings)
        {
            text.Append(text.Length > 1 ? ", [" : "[");
            text.AppendJoin(", ", ring.Select(point => string.Create(CultureInfo.InvariantCulture, $"[{point.X}, {point.Y}]")));
            text.Append(']');
        }

        writer.WriteRawValue(text.Append(']').ToString());
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private static double Number(ref Utf8JsonReader reader)
    {
        Expect(Next(ref reader), JsonTokenType.Number);
        return reader.GetDouble();
    }

    private static void Expect(JsonTokenType found, JsonTokenType expected)
    {
        if (found != expected)
        {
            throw new JsonException("A polygon must be an array of rings, each an array of points [x, y].");
        }
    }
}
