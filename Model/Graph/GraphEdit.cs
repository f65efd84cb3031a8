using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Graph;

/// <summary>
/// A change of a graph: built first, out of what the graph is, and then applied whole. New nodes and constants are a graph of
/// their own, <see cref="Patch"/>, which taps values of the network.
/// </summary>
/// <param name="graph">The graph that is to change; out of date once the edit is applied.</param>
public sealed class GraphEdit(OnnxGraph graph)
{
    private readonly HashSet<string> taken = GraphNames.All(graph.Model.Graph).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> redirected = new(StringComparer.Ordinal);

    // By reference: messages are compared by what is in them.
    private readonly Dictionary<NodeProto, NodeProto[]> replaced = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// What is added: nodes and initializers in any order, and inputs of the graph. Its outputs, if it has any, become the graph's.
    /// </summary>
    public GraphProto Patch { get; } = new();

    /// <summary>The name by which the patch reads a value of the network.</summary>
    public string Tap(GraphValue value) => renamed.GetValueOrDefault(value.Name, value.Name);

    /// <summary>A name that neither the network nor this edit has yet.</summary>
    public string FreeName(string wish)
    {
        var name = wish;
        for (var count = 2; !taken.Add(name); count++)
        {
            name = $"{wish}_{count}";
        }

        return name;
    }

    /// <summary>
    /// Renames what the network calls by names that the patch needs. To be called first, since values are tapped by their new names.
    /// </summary>
    public void Reserve(Func<string, bool> isNeeded)
    {
        foreach (var name in taken.Where(isNeeded).ToArray())
        {
            renamed[name] = FreeName($"network_{name}");
        }
    }

    /// <summary>
    /// Lets all nodes that read a value of the network read another in its place; the patch's own nodes go on reading it. An input
    /// of the graph is then no longer one.
    /// </summary>
    public void ReplaceUses(GraphValue value, string by) => redirected[Tap(value)] = by;

    /// <summary>Puts nodes, which read values as the patch does, in the place of one.</summary>
    public void Replace(GraphNode node, params NodeProto[] by) => replaced[node.Proto] = by;

    public void Remove(GraphNode node) => Replace(node);

    /// <summary>Changes the model, leaves out nodes that no output needs any longer, and sorts its nodes.</summary>
    public OnnxGraph Apply()
    {
        var network = graph.Model.Graph;
        GraphNames.RenameNodes(network, renamed);
        GraphNames.Rename(network, renamed);
        GraphNames.RedirectReads(network, redirected);
        RemoveRedirectedInputs(network);
        var nodes = network.Node.SelectMany(node => replaced.GetValueOrDefault(node) ?? [node]).ToArray();
        network.Node.Clear();
        network.Node.Add(nodes);
        network.Node.Add(Patch.Node);
        network.Initializer.Add(Patch.Initializer);
        network.Input.Add(Patch.Input);
        if (Patch.Output.Count > 0)
        {
            network.Output.Clear();
            network.Output.Add(Patch.Output);
        }

        DeadNodes.Remove(network);
        return OnnxGraph.Of(graph.Model);
    }

    private void RemoveRedirectedInputs(GraphProto network)
    {
        var kept = network.Input.Where(input => !redirected.ContainsKey(input.Name)).ToArray();
        network.Input.Clear();
        network.Input.Add(kept);
    }
}
