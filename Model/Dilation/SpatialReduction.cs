using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Dilation;

/// <summary>Nodes that reduce both spatial dimensions to one value per channel, as squeeze-and-excitation blocks do.</summary>
internal static class SpatialReduction
{
    private const int Rank = 4;

    public static bool IsOne(GraphNode node) =>
        node.Operator.StartsWith("Global", StringComparison.Ordinal)
        || (node.Operator.StartsWith("Reduce", StringComparison.Ordinal) && Axes(node).Order().SequenceEqual([2L, 3L]));

    /// <summary>The axes that are constants of such nodes since operator set 13 or 18.</summary>
    public static IEnumerable<GraphValue> AxesIn(OnnxGraph graph) =>
        from node in graph.Nodes
        where node.Operator.StartsWith("Reduce", StringComparison.Ordinal) && node.Input(1) is { DependsOnImage: false }
        select node.Input(1);

    private static IEnumerable<long> Axes(GraphNode node)
    {
        var axes = node.GetIntegers("axes") ?? node.Input(1)?.Constant?.Values.Select(axis => (long)axis) ?? [];
        return axes.Select(axis => axis < 0 ? axis + Rank : axis);
    }
}
