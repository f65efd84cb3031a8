using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CamFunctions.Tests.Samples;

/// <summary>
/// The queries, whose engines are not here: that every field that they name is one of the schema. docs/consume.md says which were run.
/// </summary>
public sealed partial class QuerySampleTests
{
    private static readonly JsonObject Definitions = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "prediction-record.schema.json")))!["definitions"]!.AsObject();

    [Fact]
    public void The_query_for_SQL_Server_names_fields_of_the_schema()
    {
        var record = JsonPath().Matches(SampleFile.Read("records.sqlserver.sql")).Select(match => match.Groups["path"].Value).ToArray();
        Assert.Equal(10, record.Length);
        Assert.All(record, path => Assert.True(IsField(path) || IsField($"predictions.{path}"), path));
    }

    [Fact]
    public void The_query_for_Azure_Data_Explorer_names_fields_of_the_schema()
    {
        var text = SampleFile.Read("records.kql").Replace("best.", "record.predictions.", StringComparison.Ordinal);
        var paths = KustoPath().Matches(text).Select(match => match.Groups["path"].Value).ToArray();
        Assert.Equal(9, paths.Length);
        Assert.All(paths, path => Assert.True(IsField(path), path));
    }

    [Fact]
    public void The_query_for_DuckDB_names_fields_of_the_schema()
    {
        var text = SampleFile.Read("records.duckdb.sql").Replace("predictions[1]", "predictions", StringComparison.Ordinal);
        var paths = DuckPath().Matches(text).Select(match => match.Groups["path"].Value).ToArray();
        Assert.Equal(8, paths.Length);
        Assert.All(paths, path => Assert.True(IsField(path), path));
    }

    private static bool IsField(string path)
    {
        IEnumerable<JsonNode> nodes = [Definitions["processed"]!, Definitions["refused"]!];
        foreach (var name in path.Split('.'))
        {
            nodes = nodes.SelectMany(Alternatives).Select(node => node["properties"]?[name]).OfType<JsonNode>().ToArray();
        }

        return nodes.Any();
    }

    /// <summary>What a node may be: itself, what it refers to, one of several, or the entry of an array.</summary>
    private static IEnumerable<JsonNode> Alternatives(JsonNode node)
    {
        var inner = new[] { node["items"] }.Concat(node["oneOf"]?.AsArray() ?? [])
            .Append(node["$ref"] is { } link ? Definitions[link.GetValue<string>().Split('/')[^1]] : null)
            .OfType<JsonNode>();
        return inner.SelectMany(Alternatives).Prepend(node);
    }

    [GeneratedRegex(@"'\$\.(?<path>[\w.]+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonPath();

    [GeneratedRegex(@"\brecord\.(?<path>[\w.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KustoPath();

    [GeneratedRegex(@"\b(?<path>(source|predictions|error)\.[\w.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DuckPath();
}
