using Google.Protobuf.Collections;

namespace CamFunctions.Model.Onnx;

/// <summary>The names of values and nodes in a graph, those inside its nodes' own graphs (If, Loop, Scan) included.</summary>
public static class GraphNames
{
    /// <summary>The graphs inside a node.</summary>
    public static IEnumerable<GraphProto> Subgraphs(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is { } graph ? [graph, .. attribute.Graphs] : attribute.Graphs);

    /// <summary>All values that a node reads: its inputs, and what the graphs inside it take from around them.</summary>
    public static IEnumerable<string> Reads(NodeProto node) =>
        node.Input.Where(name => name.Length > 0).Concat(Subgraphs(node).SelectMany(Captured));

    /// <summary>The values that a graph defines: its inputs, its initializers and what its nodes produce.</summary>
    public static IEnumerable<string> Defined(GraphProto graph) =>
        graph.Input.Select(input => input.Name)
            .Concat(graph.Initializer.Select(tensor => tensor.Name))
            .Concat(graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0));

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

    /// <summary>Lets nodes read other values in the place of some; outputs of the graph stay what they are.</summary>
    public static void RedirectReads(GraphProto graph, IReadOnlyDictionary<string, string> values)
    {
        foreach (var node in graph.Node)
        {
            Replace(node.Input, values);
            foreach (var subgraph in Subgraphs(node))
            {
                RedirectReads(subgraph, values);
            }
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
            Replace(node.Input, names);
            Replace(node.Output, names);
            foreach (var subgraph in Subgraphs(node))
            {
                Rename(subgraph, names);
            }
        }

        string Renamed(string name) => names.GetValueOrDefault(name, name);
    }

    private static IEnumerable<string> Captured(GraphProto graph) =>
        graph.Node.SelectMany(Reads).Concat(graph.Output.Select(output => output.Name)).Except(Defined(graph), StringComparer.Ordinal);

    private static void Replace(RepeatedField<string> list, IReadOnlyDictionary<string, string> names)
    {
        for (var index = 0; index < list.Count; index++)
        {
            list[index] = names.GetValueOrDefault(list[index], list[index]);
        }
    }
}
