using System.Text.Json;

namespace CamFunctions.Model.Keras;

/// <summary>A layer of a Keras network.</summary>
/// <param name="Name">Unique in the network; weights are named after it.</param>
/// <param name="Type">The Keras class.</param>
/// <param name="Config">Its options.</param>
/// <param name="Inputs">Names of the layers it takes its inputs from.</param>
public sealed record Layer(string Name, string Type, JsonElement Config, IReadOnlyList<string> Inputs)
{
    public static Layer Parse(JsonElement layer)
    {
        // Nodes of nodes: a layer may be called more than once, each call has inputs, each input is [layer, call, tensor, options].
        var calls = layer.GetProperty("inbound_nodes");
        var name = layer.GetProperty("name").GetString() ?? throw new FormatException("A layer has no name.");
        if (calls.GetArrayLength() > 1)
        {
            throw new ModelException($"The layer {name} is used {calls.GetArrayLength()} times; shared layers are not supported.");
        }

        var inputs = calls.EnumerateArray().SelectMany(call => call.EnumerateArray()).Select(InputOf);
        var type = layer.GetProperty("class_name").GetString() ?? string.Empty;
        return new Layer(name, type, layer.GetProperty("config").Clone(), [.. inputs]);
    }

    private static string InputOf(JsonElement input) =>
        input is { ValueKind: JsonValueKind.Array } && input.GetArrayLength() > 0 && input[0].GetString() is { } name
            ? name
            : throw new FormatException($"The input {input} of a layer is not in the form [layer, call, tensor, options].");

    /// <summary>The one layer that this one takes its input from.</summary>
    public string Input => Inputs is [var input]
        ? input
        : throw new ModelException($"The layer {Name} ({Type}) has {Inputs.Count} inputs; one was expected.");

    /// <exception cref="ModelException">There is no such option, or it is not text.</exception>
    public string Text(string option) =>
        Option(option) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Unusable(option);

    /// <exception cref="ModelException">There is no such option, or it is not a list of that many whole numbers.</exception>
    public long[] Numbers(string option, int count) =>
        Whole(Option(option)) is { } numbers && numbers.Length == count ? numbers : throw Unusable(option);

    /// <exception cref="ModelException">There is no such option, or it is not two pairs of whole numbers.</exception>
    public (long[] First, long[] Second) Pairs(string option) =>
        Option(option) is { ValueKind: JsonValueKind.Array } pairs && pairs.GetArrayLength() == 2
            && Whole(pairs[0]) is { Length: 2 } first && Whole(pairs[1]) is { Length: 2 } second
            ? (first, second)
            : throw Unusable(option);

    /// <exception cref="ModelException">There is no such option, or it is not a number.</exception>
    public double Number(string option) =>
        Option(option) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : throw Unusable(option);

    /// <exception cref="ModelException">The option has another value, with which the import would compute wrong numbers.</exception>
    public void Require(string option, string value)
    {
        if (Option(option) is { } actual
            && actual.ToString().Replace(" ", string.Empty, StringComparison.Ordinal) != value)
        {
            throw new ModelException($"The layer {Name} ({Type}) has {option} = {actual}; only {value} is supported.");
        }
    }

    private JsonElement? Option(string option) =>
        Config.ValueKind == JsonValueKind.Object && Config.TryGetProperty(option, out var value) ? value : null;

    /// <returns><see langword="null"/> if it is not a list of whole numbers that are sizes or counts.</returns>
    private static long[]? Whole(JsonElement? list)
    {
        if (list is not { ValueKind: JsonValueKind.Array } numbers)
        {
            return null;
        }

        var values = numbers.EnumerateArray()
            .Select(number => number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) && value >= 0 ? value : -1L)
            .ToArray();
        return values.Contains(-1L) ? null : values;
    }

    private ModelException Unusable(string option) =>
        new($"The layer {Name} ({Type}) has no {option} that the importer can use. Export the network again.");
}
