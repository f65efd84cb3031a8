using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Graph;

/// <summary>
/// Puts each node after those that produce what it reads, as the ONNX standard demands. Some converters to float16 write their
/// casts at the end; ONNX Runtime sorts the nodes itself. Nodes that are in order stay where they are.
/// </summary>
internal static class TopologicalOrder
{
    /// <exception cref="ModelException">The nodes need each other in a circle.</exception>
    public static void Sort(GraphProto graph)
    {
        foreach (var branch in graph.Node.SelectMany(GraphNames.Subgraphs))
        {
            Sort(branch);
        }

        var needs = Needs(graph);
        var isPlaced = new bool[needs.Length];
        var order = Enumerable.Range(0, needs.Length).SelectMany(node => Place(node, needs, isPlaced, graph));
        var sorted = order.Select(node => graph.Node[node]).ToArray();
        graph.Node.Clear();
        graph.Node.Add(sorted);
    }

    /// <summary>For each node the nodes that produce what it reads.</summary>
    private static int[][] Needs(GraphProto graph)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var node = 0; node < graph.Node.Count; node++)
        {
            foreach (var output in graph.Node[node].Output)
            {
                producers[output] = node;
            }
        }

        return [.. graph.Node.Select(Of)];

        int[] Of(NodeProto node) => [.. GraphNames.Reads(node).Where(producers.ContainsKey).Select(name => producers[name]).Distinct()];
    }

    /// <summary>A node, after those it needs that have no place yet. Not recursive, since networks are deeper than the stack.</summary>
    private static List<int> Place(int last, int[][] needs, bool[] isPlaced, GraphProto graph)
    {
        var placed = new List<int>();
        var path = new Stack<int>([last]);
        var isOnPath = new HashSet<int> { last };
        while (path.TryPeek(out var node))
        {
            var missing = Array.FindIndex(needs[node], need => !isPlaced[need]);
            if (missing >= 0)
            {
                var next = needs[node][missing];
                path.Push(isOnPath.Add(next) ? next : throw new ModelException(
                    $"The network's nodes need each other in a circle: {graph.Node[next].Title()} needs its own result. " +
                    "Export the model again."));
                continue;
            }

            path.Pop();
            isOnPath.Remove(node);
            if (!isPlaced[node])
            {
                isPlaced[node] = true;
                placed.Add(node);
            }
        }

        return placed;
    }
}
