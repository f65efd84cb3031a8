using System.Text.Json;
using System.Text.Json.Nodes;

namespace CamFunctions.Fuzz.Mutation;

/// <summary>Changes values of JSON: replaces them by others of any type, removes them or has them twice.</summary>
internal static class JsonMutation
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "9223372036854775808", "2147483647", "-2147483648", "0.5", "NaN", "\"\"", "\"\\ud800\"",
        "\"\\u0000\"",
        "\"a/../../b\"", "\"\\\"\"", "\"\\\"\\\\ud800\\\"\"", "[]", "[[]]", "{}", "[null]", "{\"a\":1}",
    ];

    public static byte[] Change(byte[] json, Random random)
    {
        try
        {
            var root = JsonNode.Parse(json)!;
            var nodes = All(root).Where(node => node.Parent is not null).ToArray();
            return nodes.Length == 0 ? json : Change(root, nodes[random.Next(nodes.Length)], random);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            // It was no JSON before either, or has a name twice.
            return json;
        }
    }

    /// <summary>Replaces a value by a mark in the tree, and the mark in the text: a tree has only what is valid.</summary>
    private static byte[] Change(JsonNode root, JsonNode node, Random random)
    {
        const string Mark = "5150515051505150";
        if (random.Next(4) == 0)
        {
            Remove(node);
            return JsonSerializer.SerializeToUtf8Bytes(root);
        }

        node.ReplaceWith(JsonValue.Create(long.Parse(Mark, System.Globalization.CultureInfo.InvariantCulture)));
        var value = random.Next(5) == 0 ? root.ToJsonString() : Values[random.Next(Values.Length)];
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString().Replace(Mark, value, StringComparison.Ordinal));
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject owner)
        {
            owner.Remove(node.GetPropertyName());
        }
        else
        {
            node.Parent!.AsArray().RemoveAt(node.GetElementIndex());
        }
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject owner => owner.Select(entry => entry.Value).OfType<JsonNode>().SelectMany(All).Prepend(owner),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All).Prepend(list),
        _ => [node],
    };
}
