namespace CamFunctions.Model.Onnx;

/// <summary>Takes out of a graph what none of its outputs needs.</summary>
public static class DeadNodes
{
    public static void Remove(GraphProto graph)
    {
        var needed = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var live = new List<NodeProto>();
        // Nodes are sorted: whoever needs a value comes after who makes it.
        foreach (var node in graph.Node.Reverse())
        {
            if (node.Output.Any(needed.Contains))
            {
                live.Add(node);
                needed.UnionWith(GraphNames.Reads(node));
            }
        }

        live.Reverse();
        Replace(graph.Node, live);
        Replace(graph.Initializer, [.. graph.Initializer.Where(tensor => needed.Contains(tensor.Name))]);
        var made = live.SelectMany(node => node.Output).ToHashSet(StringComparer.Ordinal);
        Replace(graph.ValueInfo, [.. graph.ValueInfo.Where(value => made.Contains(value.Name))]);
    }

    private static void Replace<T>(Google.Protobuf.Collections.RepeatedField<T> list, IReadOnlyList<T> kept)
    {
        list.Clear();
        list.Add(kept);
    }
}
