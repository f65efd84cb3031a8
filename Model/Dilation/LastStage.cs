using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Dilation;

/// <summary>The part of a network that works at the resolution of its last feature maps.</summary>
/// <param name="Strides">The nodes that reach that resolution by a stride of 2.</param>
/// <param name="Nodes">The nodes behind them, up to the feature maps.</param>
/// <param name="Reductions">Those that reduce such values to one per channel.</param>
internal sealed record LastStage(
    IReadOnlyList<GraphNode> Strides, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphNode> Reductions)
{
    public static Match<LastStage> Find(GraphValue featureMaps, DownSampling downSampling)
    {
        if (downSampling.Of(featureMaps) is not { } last)
        {
            return new Refusal($"{featureMaps.Name} (the last feature maps)", "it has no positions");
        }

        var (strides, nodes, reductions) = (new List<GraphNode>(), new List<GraphNode>(), new List<GraphNode>());
        foreach (var node in Walk(featureMaps, downSampling, last))
        {
            var isAtLast = node.Outputs.Any(output => downSampling.Of(output) == last);
            if (isAtLast && Window.StridesOf(node).Any(stride => stride > 1))
            {
                strides.Add(node);
            }
            else if (isAtLast)
            {
                nodes.Add(node);
            }
            else if (node.Reads.Any(value => downSampling.Of(value) == last))
            {
                reductions.Add(node);
            }
        }

        return strides.Find(node => !Window.StridesOf(node).SequenceEqual([2L, 2L])) is { } other
            ? Refusal.At(other, $"its stride is {string.Join(" x ", Window.StridesOf(other))}, and only one of 2 x 2 can be halved")
            : strides.Count == 0
                ? new Refusal($"{featureMaps.Name} (the last feature maps)", "no node with a stride is in front of it")
                : new LastStage(strides, nodes, reductions);
    }

    /// <summary>The nodes from the feature maps back to the last strides, those of gates included.</summary>
    private static IEnumerable<GraphNode> Walk(GraphValue featureMaps, DownSampling downSampling, long last)
    {
        var seen = new HashSet<GraphNode>();
        var pending = new Stack<GraphValue>([featureMaps]);
        while (pending.TryPop(out var value))
        {
            if (value.Producer is not { } node || !seen.Add(node))
            {
                continue;
            }

            yield return node;
            foreach (var read in node.Reads.Where(read => read.DependsOnImage && (downSampling.Of(read) ?? last) == last))
            {
                pending.Push(read);
            }
        }
    }
}
