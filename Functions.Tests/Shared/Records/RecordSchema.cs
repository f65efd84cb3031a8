using System.Text;
using NJsonSchema;

namespace CamFunctions.Tests.Shared.Records;

/// <summary>Validates records against the published JSON Schema with an independent validator.</summary>
internal static class RecordSchema
{
    private static readonly string SchemaPath = Path.Combine(AppContext.BaseDirectory, "prediction-record.schema.json");

    public static async Task<IReadOnlyList<string>> FaultsAsync(string json)
    {
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(SchemaPath));
        return [.. schema.Validate(json).Select(fault => fault.ToString())];
    }

    public static async Task AssertValidAsync(byte[] json) => Assert.Empty(await FaultsAsync(Encoding.UTF8.GetString(json)));
}
