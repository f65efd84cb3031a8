using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Dilation;

/// <summary>
/// Lets nodes read every second cell of a value in both directions, beginning with the first: the cells of the original grid.
/// </summary>
internal sealed class EvenCells(GraphEdit edit)
{
    private readonly GraphBuilder builder = new(edit.Patch);
    private readonly Dictionary<GraphValue, string> sliced = [];

    /// <param name="node">A node whose first input is the value.</param>
    public void LetRead(GraphNode node)
    {
        var value = node.Input(0)!;
        if (!sliced.TryGetValue(value, out var even))
        {
            even = sliced[value] = Slice(value);
        }

        var reader = node.Proto.Clone();
        reader.Input[0] = even;
        edit.Replace(node, reader);
    }

    private string Slice(GraphValue value)
    {
        var name = edit.FreeName($"{value.Name}_even_cells");
        return builder.Node(
            "Slice",
            name,
            [
                edit.Tap(value),
                builder.Constant($"{name}_starts", 0, 0),
                builder.Constant($"{name}_ends", int.MaxValue, int.MaxValue),
                builder.Constant($"{name}_axes", 2, 3),
                builder.Constant($"{name}_steps", 2, 2),
            ]);
    }
}
