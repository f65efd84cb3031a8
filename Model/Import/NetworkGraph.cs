using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import;

/// <summary>A foreign network's graph, to be walked from its end.</summary>
internal sealed class NetworkGraph
{
    private readonly Dictionary<string, NodeProto> producers = new(StringComparer.Ordinal);
    private readonly HashSet<string> dependent = new(StringComparer.Ordinal);

    public NetworkGraph(ModelProto model)
    {
        Model = model;
        var constants = model.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        // Until file format 4 every initializer had to be listed among the inputs as well.
        Inputs = [.. model.Graph.Input.Where(input => !constants.Contains(input.Name))];
        dependent.UnionWith(Inputs.Select(input => input.Name));
        foreach (var node in model.Graph.Node)
        {
            var isDependent = GraphNames.Reads(node).Any(dependent.Contains);
            foreach (var output in node.Output.Where(output => output.Length > 0))
            {
                producers[output] = node;
                if (isDependent)
                {
                    dependent.Add(output);
                }
            }
        }
    }

    public ModelProto Model { get; }

    /// <summary>What the caller gives the network.</summary>
    public IReadOnlyList<ValueInfoProto> Inputs { get; }

    /// <summary>The version of the standard operators.</summary>
    public long Opset => OperatorSet.Of(Model);

    /// <summary>The node that makes a value; <see langword="null"/> for inputs and initializers.</summary>
    public NodeProto? Producer(string value) => producers.GetValueOrDefault(value);

    /// <summary>Whether a value changes with the image.</summary>
    public bool IsDependent(string value) => dependent.Contains(value);

    /// <summary>The position of the first input of a node that changes with the image; -1 where none does.</summary>
    public int DataInput(NodeProto node) => node.Input.ToList().FindIndex(IsDependent);

    /// <summary>A value and those that it was made from, each the data input of the node before.</summary>
    public IEnumerable<string> Chain(string value)
    {
        for (string? current = value; current is not null; current = Before(current))
        {
            yield return current;
        }
    }

    private string? Before(string value) =>
        Producer(value) is { } node && DataInput(node) is >= 0 and var input ? node.Input[input] : null;
}
