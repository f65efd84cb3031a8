using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Graph;

/// <summary>
/// A model's graph to be walked from any value: producers, consumers, what depends on the image, and what was observed. A view of
/// the model; <see cref="GraphEdit"/> changes the model and gives the next view.
/// </summary>
public sealed class OnnxGraph
{
    private readonly Dictionary<string, GraphValue> values = new(StringComparer.Ordinal);
    private readonly Observation? observation;

    private OnnxGraph(ModelProto model, Observation? observation)
    {
        Model = model;
        this.observation = observation;
        Inputs = AddInputs(model.Graph);
        Nodes = [.. model.Graph.Node.Select(Add)];
        Outputs = [.. model.Graph.Output.Select(output => Find(output.Name))];
    }

    public ModelProto Model { get; }

    /// <summary>Each after the nodes that produce what it reads.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>What the caller gives the network.</summary>
    public IReadOnlyList<GraphValue> Inputs { get; }

    public IReadOnlyList<GraphValue> Outputs { get; }

    /// <summary>The version of the standard operators.</summary>
    public long OperatorSet => Onnx.OperatorSet.Of(Model);

    /// <summary>Sorts a model's nodes, where they are not in order, and makes its graph of it.</summary>
    /// <exception cref="ModelException">The nodes need each other in a circle, or two produce the same value.</exception>
    public static OnnxGraph Of(ModelProto model)
    {
        var produced = new HashSet<string>(StringComparer.Ordinal);
        if (model.Graph.Node.SelectMany(node => node.Output).FirstOrDefault(name => name.Length > 0 && !produced.Add(name)) is { } twice)
        {
            throw new ModelException($"The network has two nodes that produce {twice}. Export it again.");
        }

        TopologicalOrder.Sort(model.Graph);
        return new OnnxGraph(model, observation: null);
    }

    /// <summary>The same graph with what its values were in a run.</summary>
    public OnnxGraph With(Observation run) => new(Model, run);

    private List<GraphValue> AddInputs(GraphProto graph)
    {
        var initializers = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in initializers)
        {
            Add(name, producer: null, ImageDependence.None);
        }

        // Before file format 4 every initializer had to be listed among the inputs as well.
        var inputs = graph.Input.Where(input => !initializers.Contains(input.Name));
        return [.. inputs.Select(input => Add(input.Name, producer: null, ImageDependence.Pixels, input))];
    }

    private GraphNode Add(NodeProto proto)
    {
        var node = new GraphNode(proto, Find);
        foreach (var value in node.Reads)
        {
            value.AddConsumer(node);
        }

        var dependence = node.Dependence;
        foreach (var output in proto.Output.Where(output => output.Length > 0))
        {
            node.AddOutput(Add(output, node, dependence));
        }

        return node;
    }

    private GraphValue Add(string name, GraphNode? producer, ImageDependence dependence, ValueInfoProto? declaration = null) =>
        values[name] = new GraphValue(name, producer, dependence, observation?.Values.GetValueOrDefault(name), declaration);

    /// <summary>A value that nothing produces is left for ONNX Runtime to refuse.</summary>
    private GraphValue Find(string name) =>
        values.TryGetValue(name, out var value) ? value : Add(name, producer: null, ImageDependence.None);
}
