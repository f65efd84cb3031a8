using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>
/// ReduceMean over the positions, at once or one dimension after the other, in any layout, with or without keeping the
/// dimensions. The axes are an attribute until operator set 17 and an input since.
/// </summary>
internal sealed class ReduceMeanRecognizer : IAverageRecognizer
{
    private const string Operator = "ReduceMean";

    public SpatialAverage? Recognize(NodeProto node, Survey survey)
    {
        if (node.OpType != Operator)
        {
            return null;
        }

        var nodes = new Stack<NodeProto>([node]);
        while (survey.Graph.Producer(nodes.Peek().Input[0]) is { OpType: Operator } before)
        {
            nodes.Push(before);
        }

        var source = nodes.Peek().Input[0];
        return survey.Shape(source) is { } shape && Remaining(nodes, shape, survey) is [0, var channelAxis]
            ? FeatureGrid.Find(survey, source, channelAxis)
            : null;
    }

    /// <summary>The axes of the source over which no mean is taken.</summary>
    private static int[] Remaining(IEnumerable<NodeProto> nodes, long[] shape, Survey survey)
    {
        // What each dimension is of the source; -1 for one that a mean has left with size 1.
        var dimensions = Enumerable.Range(0, shape.Length).ToList();
        foreach (var node in nodes)
        {
            foreach (var axis in Axes(node, dimensions.Count, survey))
            {
                dimensions[axis] = -1;
            }

            if (node.Whole("keepdims", 1) == 0)
            {
                foreach (var axis in Axes(node, dimensions.Count, survey).OrderDescending())
                {
                    dimensions.RemoveAt(axis);
                }
            }
        }

        return [.. dimensions.Where(axis => axis >= 0)];
    }

    private static int[] Axes(NodeProto node, int rank, Survey survey)
    {
        var given = node.Input.Count > 1 && node.Input[1].Length > 0
            ? survey.Constants[node.Input[1]].Values.Select(axis => (int)axis).ToArray()
            : node.Wholes("axes")?.Select(axis => (int)axis).ToArray() ?? [];
        return given.Length == 0 && node.Whole("noop_with_empty_axes", 0) == 0
            ? [.. Enumerable.Range(0, rank)]
            : [.. given.Select(axis => axis < 0 ? axis + rank : axis)];
    }
}
