namespace CamFunctions.Model.Onnx;

/// <summary>Removes from a graph what none of its outputs needs.</summary>
public static class DeadNodes
{
    public static void Remove(GraphProto graph)
    {
        var needed = Needed(graph);
        Replace(graph.Node, [.. graph.Node.Where(node => node.Output.Any(needed.Contains))]);
        Replace(graph.Initializer, [.. graph.Initializer.Where(tensor => needed.Contains(tensor.Name))]);
        var made = graph.Node.SelectMany(node => node.Output).ToHashSet(StringComparer.Ordinal);
        Replace(graph.ValueInfo, [.. graph.ValueInfo.Where(value => made.Contains(value.Name))]);
    }

    /// <summary>All values that an output is made from, in whatever order the nodes are.</summary>
    private static HashSet<string> Needed(GraphProto graph)
    {
        var producers = graph.Node
            .SelectMany(node => node.Output.Where(name => name.Length > 0), (node, name) => (node, name))
            .ToDictionary(pair => pair.name, pair => pair.node, StringComparer.Ordinal);
        var needed = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var pending = new Queue<string>(needed);
        while (pending.TryDequeue(out var value))
        {
            if (producers.TryGetValue(value, out var node))
            {
                foreach (var read in GraphNames.Reads(node).Where(needed.Add))
                {
                    pending.Enqueue(read);
                }
            }
        }

        return needed;
    }

    private static void Replace<T>(Google.Protobuf.Collections.RepeatedField<T> list, IReadOnlyList<T> kept)
    {
        list.Clear();
        list.Add(kept);
    }
}
