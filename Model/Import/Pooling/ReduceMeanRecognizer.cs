using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>
/// ReduceMean over the positions, at once or one dimension after the other, in any layout, with or without keeping the
/// dimensions. The axes are an attribute until operator set 17 and an input since.
/// </summary>
internal sealed class ReduceMeanRecognizer : IAverageRecognizer
{
    private const string Operator = "ReduceMean";
    private const int AxesInput = 1;

    /// <summary>The axes over which means are taken, where they are inputs, on the way from an output back to the image.</summary>
    public static IEnumerable<GraphValue> AxesNear(GraphValue output) =>
        from value in output.Origins()
        where value is { Shape: not null, Producer: { Operator: Operator, DataIndex: 0 } }
        from axes in value.Producer!.Constants
        select axes;

    public SpatialAverage? Recognize(GraphNode node)
    {
        if (node is not { Operator: Operator, Data: not null })
        {
            return null;
        }

        var nodes = new Stack<GraphNode>([node]);
        while (nodes.Peek().Data?.Producer is { Operator: Operator, Data: not null } before)
        {
            nodes.Push(before);
        }

        var source = nodes.Peek().Data!;
        return source.Shape is { } shape && Remaining(nodes, shape.Rank) is [0, var channelAxis]
            ? SpatialGrid.Find(source, channelAxis)
            : null;
    }

    /// <summary>The axes of the source over which no mean is taken.</summary>
    private static int[] Remaining(IEnumerable<GraphNode> nodes, int rank)
    {
        // What each dimension is of the source; -1 for one that a mean has left with size 1.
        var dimensions = Enumerable.Range(0, rank).ToList();
        foreach (var node in nodes)
        {
            var axes = Axes(node, dimensions.Count);
            foreach (var axis in axes)
            {
                dimensions[axis] = -1;
            }

            if (node.GetInteger("keepdims", 1) == 0)
            {
                foreach (var axis in axes.OrderDescending())
                {
                    dimensions.RemoveAt(axis);
                }
            }
        }

        return [.. dimensions.Where(axis => axis >= 0)];
    }

    private static int[] Axes(GraphNode node, int rank)
    {
        int[] given = node.Input(AxesInput)?.Constant is { } constant
            ? [.. constant.Values.Select(axis => (int)axis)]
            : [.. node.GetIntegers("axes")?.Select(axis => (int)axis) ?? []];
        return given.Length == 0 && node.GetInteger("noop_with_empty_axes", 0) == 0
            ? [.. Enumerable.Range(0, rank)]
            : [.. given.Select(axis => axis < 0 ? axis + rank : axis)];
    }
}
