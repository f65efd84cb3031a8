using System.Text.Json;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// The ranges of a network's activations, by the names of its values. As a file: JSON, {"value": [minimum, maximum], ...}.
/// </summary>
public sealed class ActivationRanges
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    private readonly SortedDictionary<string, ValueRange> ranges;

    internal ActivationRanges(IEnumerable<KeyValuePair<string, ValueRange>> ranges) =>
        this.ranges = new SortedDictionary<string, ValueRange>(ranges.ToDictionary(), StringComparer.Ordinal);

    /// <summary>The names of the values.</summary>
    public IReadOnlyCollection<string> Names => ranges.Keys;

    /// <exception cref="ModelException">The file does not exist or is not such a file.</exception>
    public static ActivationRanges Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file);
        }
        catch (Exception exception) when (exception is IOException or JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelException(
                $"The file of ranges {path} can't be used: {exception.Message} Make it with 'cam quantize --save-ranges'.", exception);
        }
    }

    public static ActivationRanges Read(Stream json)
    {
        using var document = JsonDocument.Parse(json);
        return new ActivationRanges(document.RootElement.EnumerateObject().Select(entry => KeyValuePair.Create(
            entry.Name,
            new ValueRange(entry.Value[0].GetDouble(), entry.Value[1].GetDouble()))));
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, Indented);
        json.WriteStartObject();
        foreach (var (name, range) in ranges)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(FormattableString.Invariant($"[{range.Minimum}, {range.Maximum}]"));
        }

        json.WriteEndObject();
    }

    /// <exception cref="ModelException">The value is not among them.</exception>
    internal ValueRange Of(string value) => ranges.TryGetValue(value, out var range) ? range : throw new ModelException(
        $"The ranges are of another network: they lack the value {value}. Give photographs instead.");
}
