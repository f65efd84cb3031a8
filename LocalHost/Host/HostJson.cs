using System.Globalization;
using System.Text;

namespace CamFunctions.LocalHost.Host;

/// <summary>
/// Writes JSON exactly as the Functions host does with Newtonsoft.Json: text is escaped only where JSON requires it, and seconds have
/// no trailing zeros.
/// </summary>
internal static class HostJson
{
    public const string Null = "null";

    public static string Object(IEnumerable<(string Name, string Json)> properties) =>
        $"{{{string.Join(',', properties.Select(property => $"{Text(property.Name)}:{property.Json}"))}}}";

    public static string Indented(IEnumerable<(string Name, string Json)> properties) =>
        $"{{\n{string.Join(",\n", properties.Select(property => $"  {Text(property.Name)}: {property.Json}"))}\n}}";

    public static string Texts(IEnumerable<KeyValuePair<string, string>> texts) =>
        Object(texts.Select(text => (text.Key, Text(text.Value))));

    /// <summary>What the metadata of every invocation contains.</summary>
    public static string Sys(string functionName, DateTime utcNow, Guid randomGuid) => Object(
    [
        ("MethodName", Text(functionName)),
        ("UtcNow", Date(utcNow)),
        ("RandGuid", Text(randomGuid.ToString())),
    ]);

    public static string Date(DateTimeOffset date) => Text(date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));

    public static string Date(DateTime date) => Text(date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Flag(bool flag) => flag ? "true" : "false";

    /// <summary>Text encoded as a JSON string twice.</summary>
    public static string Twice(string text) => Text(Text(text));

    public static string Text(string? text)
    {
        if (text is null)
        {
            return Null;
        }

        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            Append(json, character);
        }

        return json.Append('"').ToString();
    }

    private static void Append(StringBuilder json, char character) => _ = character switch
    {
        '"' => json.Append("\\\""),
        '\\' => json.Append(@"\\"),
        '\b' => json.Append(@"\b"),
        '\f' => json.Append(@"\f"),
        '\n' => json.Append(@"\n"),
        '\r' => json.Append(@"\r"),
        '\t' => json.Append(@"\t"),
        < ' ' or '\u0085' or '\u2028' or '\u2029' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        _ => json.Append(character),
    };
}
