using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Dilation;

/// <summary>Writes the last stage of a network for a grid of twice as many rows and columns into an edit.</summary>
/// <param name="edit">The edit.</param>
/// <param name="constantShape">The shape of an initializer; <see langword="null"/> if there is none of the name.</param>
internal sealed class DilatedStage(GraphEdit edit, Func<string, IReadOnlyList<long>?> constantShape)
{
    private const string Pool = "MaxPool or AveragePool or LpPool";

    private readonly EvenCells evenCells = new(edit);
    private readonly Frame frame = new(edit);
    private readonly PositionwiseOperator positionwise = new(constantShape);

    /// <returns>The stage, or why a node of it can't be rewritten.</returns>
    public Match<LastStage> Add(LastStage stage)
    {
        foreach (var node in stage.Reductions)
        {
            evenCells.LetRead(node);
        }

        var refusals = stage.Strides.Select(AddStride).Concat(stage.Nodes.Select(AddNode));
        return refusals.FirstOrDefault(refusal => refusal is not null) is { } first ? first : stage;
    }

    private Refusal? AddStride(GraphNode node)
    {
        if (!IsConvolution(node) && !IsPool(node))
        {
            return Refusal.At(node, $"its stride can't be taken away; only that of Conv, {Pool} can");
        }

        if (node.GetInteger("ceil_mode", 0) != 0)
        {
            return Refusal.At(node, "it rounds the size of its grid up (ceil_mode)");
        }

        var window = Window.Of(node, constantShape);
        return window.Found is { } found ? Replace(node, found.AtEveryCell(Frame.InFrontOf(node))) : window.Refusal;
    }

    private Refusal? AddNode(GraphNode node)
    {
        if (IsConvolution(node))
        {
            var window = Window.Of(node, constantShape);
            return window.Found is { } found ? Replace(node, found.Dilated()) : window.Refusal;
        }

        return IsPool(node) ? AddPool(node) : node.Operator == "Pad" ? frame.Widen(node) : positionwise.WhyNot(node);
    }

    /// <summary>
    /// The cells of even and odd rows and columns are four grids like the original one. SpaceToDepth takes them apart as channels, and
    /// pools work on each channel by itself.
    /// </summary>
    private Refusal? AddPool(GraphNode node)
    {
        if (node.Outputs.Count > 1)
        {
            return Refusal.At(node, "it outputs the positions of its maxima");
        }

        var name = node.Output.Name;
        var (apart, pooled) = (edit.FreeName($"{name}_apart"), edit.FreeName($"{name}_pooled"));
        var pool = node.Proto.Clone();
        pool.Input[0] = apart;
        pool.Output[0] = pooled;
        edit.Replace(
            node, Blocks("SpaceToDepth", edit.Tap(node.Data!), apart), pool, Blocks("DepthToSpace", pooled, edit.Tap(node.Output)));
        return null;
    }

    /// <summary>DepthToSpace puts together what SpaceToDepth takes apart in its default mode, DCR.</summary>
    private static NodeProto Blocks(string operation, string input, string output)
    {
        var graph = new GraphProto();
        new GraphBuilder(graph).Node(operation, $"{output}_blocks", [input], [output], GraphBuilder.Attribute("blocksize", 2L));
        return graph.Node[0];
    }

    private Refusal? Replace(GraphNode node, Window window)
    {
        edit.Replace(node, window.WriteTo(node.Proto));
        return null;
    }

    private static bool IsConvolution(GraphNode node) => node.Operator == "Conv" && node.DataIndex == 0;

    private static bool IsPool(GraphNode node) => node.Operator is "MaxPool" or "AveragePool" or "LpPool";
}
