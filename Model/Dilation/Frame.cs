using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Dilation;

/// <summary>Pad: exporters write it in front of windows whose padding is not the same on both sides.</summary>
internal sealed class Frame(GraphEdit edit)
{
    private const int Rank = 4;
    private const int FirstPosition = 2;

    /// <returns>[top, left, bottom, right]: the cells that a Pad in front of a node adds.</returns>
    public static long[] InFrontOf(GraphNode node) =>
        node.Data?.Producer is { Operator: "Pad" } pad && PadsOf(pad) is { Length: 2 * Rank } pads
            ? [.. pads[FirstPosition..Rank], .. pads[(Rank + FirstPosition)..]]
            : [0, 0, 0, 0];

    /// <summary>Makes it as wide as before in steps between cells that are now two apart.</summary>
    /// <returns>Why not, or <see langword="null"/>.</returns>
    public Refusal? Widen(GraphNode node)
    {
        if (node.Proto.GetText("mode", "constant") != "constant")
        {
            return Refusal.At(node, "it pads with cells of the grid, and on a finer one these are others");
        }

        if (PadsOf(node) is not { Length: 2 * Rank } pads || node.Input(3) is not null)
        {
            return Refusal.At(node, "it does not state how many cells it adds on each side of each of four dimensions");
        }

        long[] wider = [.. pads.Select((cells, side) => side % Rank >= FirstPosition ? cells * 2 : cells)];
        var copy = node.Proto.Clone();
        if (copy.Input.Count > 1)
        {
            copy.Input[1] = new GraphBuilder(edit.Patch).Constant(edit.FreeName($"{node.Output.Name}_pads"), wider);
        }
        else
        {
            copy.SetIntegers("pads", wider);
        }

        edit.Replace(node, copy);
        return null;
    }

    /// <summary>An input since version 11 of the operators, an attribute before.</summary>
    private static long[]? PadsOf(GraphNode node) => node.InputCount > 1
        ? node.Input(1)?.Constant?.Values.Select(cells => (long)cells).ToArray()
        : node.GetIntegers("pads");
}
