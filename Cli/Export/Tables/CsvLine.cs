using System.Buffers;
using System.Globalization;

namespace CamFunctions.Cli.Export.Tables;

/// <summary>A line of a CSV file (RFC 4180).</summary>
internal static class CsvLine
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <param name="fields">Numbers are written in full and with a point; <see langword="null"/> is an empty field.</param>
    public static string Of(params IEnumerable<object?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(object? value)
    {
        var text = value is IFormattable number ? number.ToString(format: null, CultureInfo.InvariantCulture) : $"{value}";
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
