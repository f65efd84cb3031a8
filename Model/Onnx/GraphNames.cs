namespace CamFunctions.Model.Onnx;

/// <summary>The names of values and nodes in a graph, those inside its nodes' own graphs (If, Loop, Scan) included.</summary>
public static class GraphNames
{
    /// <summary>The graphs inside a node.</summary>
    public static IEnumerable<GraphProto> Subgraphs(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is { } graph ? [graph, .. attribute.Graphs] : attribute.Graphs);

    /// <summary>All values that a node reads: its inputs, and what the graphs inside it may take from around them.</summary>
    public static IEnumerable<string> Reads(NodeProto node) =>
        node.Input.Where(name => name.Length > 0).Concat(Subgraphs(node).SelectMany(graph => graph.Node.SelectMany(Reads).Concat(graph.Output.Select(output => output.Name))));

    /// <summary>Every name in a graph.</summary>
    public static IEnumerable<string> All(GraphProto graph) =>
    [
        .. graph.Input.Concat(graph.Output).Concat(graph.ValueInfo).Select(value => value.Name),
        .. graph.Initializer.Select(tensor => tensor.Name),
        .. graph.Node.SelectMany(node => node.Input.Concat(node.Output).Append(node.Name).Concat(Subgraphs(node).SelectMany(All))),
    ];

    /// <summary>Renames nodes; ONNX Runtime takes no two of the same name.</summary>
    public static void RenameNodes(GraphProto graph, IReadOnlyDictionary<string, string> names)
    {
        foreach (var node in graph.Node)
        {
            node.Name = names.GetValueOrDefault(node.Name, node.Name);
        }
    }

    /// <summary>Renames values wherever they occur.</summary>
    public static void Rename(GraphProto graph, IReadOnlyDictionary<string, string> names)
    {
        foreach (var value in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))
        {
            value.Name = Renamed(value.Name);
        }

        foreach (var tensor in graph.Initializer)
        {
            tensor.Name = Renamed(tensor.Name);
        }

        foreach (var node in graph.Node)
        {
            Rename(node.Input);
            Rename(node.Output);
            foreach (var subgraph in Subgraphs(node))
            {
                GraphNames.Rename(subgraph, names);
            }
        }

        string Renamed(string name) => names.GetValueOrDefault(name, name);

        void Rename(IList<string> list)
        {
            for (var index = 0; index < list.Count; index++)
            {
                list[index] = Renamed(list[index]);
            }
        }
    }
}
