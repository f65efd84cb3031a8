using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import;

/// <summary>
/// Rewrites networks of operator sets 7 to 9 for set 10, where TopK, which the CAM head needs, has its K as an input. Between
/// those sets, of the operators that are in networks, only the ones here have lost something (the ONNX operator changelog).
/// </summary>
internal static class OlderOperators
{
    /// <summary>The first set whose TopK takes K at run time.</summary>
    private const long Minimum = 10;

    /// <summary>The first set that ONNX Runtime supports.</summary>
    private const long MinimumOfOnnxRuntime = 7;

    /// <exception cref="ModelException">The network is too old, or uses an operator that has been dropped.</exception>
    public static OnnxGraph Raise(OnnxGraph graph)
    {
        if (graph.OperatorSet >= Minimum)
        {
            return graph;
        }

        if (graph.OperatorSet < MinimumOfOnnxRuntime)
        {
            throw new ModelException(
                $"The model uses operator set {graph.OperatorSet}; ONNX Runtime runs {MinimumOfOnnxRuntime} and later. " +
                "Export it again with a newer operator set.");
        }

        var edit = new GraphEdit(graph);
        foreach (var node in graph.Nodes)
        {
            Rewrite(node, edit);
        }

        OperatorSet.Set(graph.Model, Minimum);
        return edit.Apply();
    }

    private static void Rewrite(GraphNode node, GraphEdit edit)
    {
        switch (node.Operator)
        {
            case "BatchNormalization" when node.GetInteger("spatial", 1) == 1:
                edit.Replace(node, Without(node, "spatial"));
                break;
            case "Slice":
                edit.Replace(node, SliceWithInputs(node, edit));
                break;
            case "TopK":
                var best = Without(node, "k");
                best.Input.Add(Constant(node, edit, "k", node.GetInteger("k", 1)));
                edit.Replace(node, best);
                break;
            case "BatchNormalization" or "Upsample" or "Scan":
                throw new ModelException(
                    $"The node {node.Title} is of an operator version that has been dropped. " +
                    $"Export the model again with operator set {Minimum} or later.");
        }
    }

    /// <summary>Starts, ends and axes were attributes before set 10.</summary>
    private static NodeProto SliceWithInputs(GraphNode node, GraphEdit edit)
    {
        var slice = Without(node, "starts", "ends", "axes");
        slice.Input.Add(Constant(node, edit, "starts", node.GetIntegers("starts")!));
        slice.Input.Add(Constant(node, edit, "ends", node.GetIntegers("ends")!));
        if (node.GetIntegers("axes") is { Length: > 0 } axes)
        {
            slice.Input.Add(Constant(node, edit, "axes", axes));
        }

        return slice;
    }

    private static string Constant(GraphNode node, GraphEdit edit, string name, params long[] values) =>
        new GraphBuilder(edit.Patch).Constant(edit.FreeName($"raised_{node.Output.Name}_{name}"), values);

    private static NodeProto Without(GraphNode node, params string[] attributes)
    {
        var rest = node.Proto.Clone();
        rest.Attribute.Clear();
        rest.Attribute.Add(node.Proto.Attribute.Where(attribute => !attributes.Contains(attribute.Name, StringComparer.Ordinal)));
        return rest;
    }
}
