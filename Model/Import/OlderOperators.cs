using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import;

/// <summary>
/// Rewrites networks of operator sets 7 to 9 for set 10, where TopK, which the CAM head needs, has its K as an input. Between
/// those sets, of the operators that are in networks, only the ones here have lost something (the ONNX operator changelog).
/// </summary>
internal static class OlderOperators
{
    /// <summary>The first set whose TopK takes K at run time.</summary>
    private const long Needed = 10;

    /// <summary>The first set that ONNX Runtime supports.</summary>
    private const long Oldest = 7;

    /// <exception cref="ModelException">The network is too old, or uses an operator that has been dropped.</exception>
    public static void Raise(ModelProto model)
    {
        var version = OperatorSet.Of(model);
        if (version >= Needed)
        {
            return;
        }

        if (version < Oldest)
        {
            throw new ModelException($"The model uses operator set {version}; ONNX Runtime runs {Oldest} and later. Export it again with a newer operator set.");
        }

        var builder = new GraphBuilder(model.Graph);
        foreach (var node in model.Graph.Node.ToArray())
        {
            Rewrite(node, builder);
        }

        OperatorSet.Set(model, Needed);
    }

    private static void Rewrite(NodeProto node, GraphBuilder builder)
    {
        switch (node.OpType)
        {
            case "BatchNormalization" when node.Whole("spatial", 1) == 1:
                Drop(node, "spatial");
                break;
            case "Slice":
                SliceWithInputs(node, builder);
                break;
            case "TopK":
                node.Input.Add(builder.Constant($"{Prefix(node)}_k", node.Whole("k", 1)));
                Drop(node, "k");
                break;
            case "BatchNormalization" or "Upsample" or "Scan":
                throw new ModelException($"The node {node.Title()} is of an operator version that has been dropped. Export the model again with operator set {Needed} or later.");
        }
    }

    /// <summary>Starts, ends and axes were attributes before set 10.</summary>
    private static void SliceWithInputs(NodeProto node, GraphBuilder builder)
    {
        var name = Prefix(node);
        node.Input.Add(builder.Constant($"{name}_starts", node.Wholes("starts")!));
        node.Input.Add(builder.Constant($"{name}_ends", node.Wholes("ends")!));
        if (node.Wholes("axes") is { Length: > 0 } axes)
        {
            node.Input.Add(builder.Constant($"{name}_axes", axes));
        }

        node.Attribute.Clear();
    }

    private static string Prefix(NodeProto node) => $"raised_{node.Output[0]}";

    private static void Drop(NodeProto node, string attribute) =>
        node.Attribute.Remove(node.Attribute.FirstOrDefault(found => found.Name == attribute));
}
