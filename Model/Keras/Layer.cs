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
        var name = layer.GetProperty("name").GetString()!;
        if (calls.GetArrayLength() > 1)
        {
            throw new ModelException($"The layer {name} is used {calls.GetArrayLength()} times; shared layers are not supported.");
        }

        var inputs = calls.EnumerateArray().SelectMany(call => call.EnumerateArray()).Select(input => input[0].GetString()!);
        return new Layer(name, layer.GetProperty("class_name").GetString()!, layer.GetProperty("config").Clone(), [.. inputs]);
    }

    /// <summary>The one layer that this one takes its input from.</summary>
    public string Input => Inputs is [var input]
        ? input
        : throw new ModelException($"The layer {Name} ({Type}) has {Inputs.Count} inputs; one was expected.");

    public string Text(string option) => Config.GetProperty(option).GetString()!;

    public long[] Numbers(string option) => [.. Config.GetProperty(option).EnumerateArray().Select(number => number.GetInt64())];

    /// <exception cref="ModelException">The option has another value, with which the import would compute wrong numbers.</exception>
    public void Require(string option, string value)
    {
        if (Config.TryGetProperty(option, out var actual)
            && actual.ToString().Replace(" ", string.Empty, StringComparison.Ordinal) != value)
        {
            throw new ModelException($"The layer {Name} ({Type}) has {option} = {actual}; only {value} is supported.");
        }
    }
}
