using System.Text;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// Validates records against the published JSON Schema with an independent validator, and more strictly: the schema allows fields that
/// it does not know, so that readers go on when later versions add some, but what this version writes must all be in it.
/// </summary>
internal static partial class RecordSchema
{
    private static readonly string SchemaPath = Path.Combine(AppContext.BaseDirectory, "prediction-record.schema.json");

    public static async Task<IReadOnlyList<string>> FaultsAsync(string json)
    {
        var schema = await JsonSchema.FromJsonAsync(Strict(await File.ReadAllTextAsync(SchemaPath)));
        return [.. schema.Validate(json).Select(exception => exception.ToString())];
    }

    public static async Task AssertValidAsync(byte[] json) => Assert.Empty(await FaultsAsync(Encoding.UTF8.GetString(json)));

    private static string Strict(string schema) => FieldsOfObject().Replace(schema, "\"additionalProperties\": false, $0");

    [GeneratedRegex("\"properties\": \\{", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldsOfObject();
}
