using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Rendering;

namespace CamFunctions.Shared.Records;

/// <summary>Serialises records to JSON and back.</summary>
public static class RecordJson
{
    private static readonly RecordJsonContext Indented = new(Options(writeIndented: true, new OneLineNumbersConverter()));
    private static readonly RecordJsonContext OnOneLine = new(Options(writeIndented: false, new OneLineNumbersConverter()));
    private static readonly RecordJsonContext WithoutMaps = new(Options(writeIndented: false, new SkippedNumbersConverter()));

    /// <summary>Writes the stored form: UTF-8, indented.</summary>
    public static byte[] Write(PredictionRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Indented.PredictionRecord);

    /// <summary>Writes a record on one line, for JSON Lines.</summary>
    public static string WriteLine(PredictionRecord record) => JsonSerializer.Serialize(record, OnOneLine.PredictionRecord);

    /// <exception cref="JsonException">The text is not a record.</exception>
    public static PredictionRecord Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, OnOneLine.PredictionRecord) ?? throw new JsonException("The record is null.");

    /// <summary>Reads all but the values of the maps, which are empty: several times as fast.</summary>
    /// <exception cref="JsonException">The text is not a record.</exception>
    public static PredictionRecord ReadWithoutMaps(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, WithoutMaps.PredictionRecord) ?? throw new JsonException("The record is null.");

    /// <summary>The reason as records spell it.</summary>
    public static string NameOf(ImageErrorCode code) => JsonNamingPolicy.CamelCase.ConvertName(code.ToString());

    /// <summary>The date as records have it: ISO 8601 in UTC, with milliseconds.</summary>
    public static string TextOf(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static JsonSerializerOptions Options(bool writeIndented, JsonConverter<IReadOnlyList<float>> maps) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = writeIndented,
        NewLine = "\n",
        // Keeps names in any script readable. This is safe because records are never embedded in HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<ImageFormat>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Precision>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Geometry>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<ImageErrorCode>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<MapKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<ColorMap>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new UtcDateConverter(),
            new PolygonConverter(),
            maps,
        },
    };
}
