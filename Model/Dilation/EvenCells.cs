using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Dilation;

/// <summary>
/// Lets nodes read every second cell of a value in both directions, beginning with the first: the cells of the original grid.
/// </summary>
internal sealed class EvenCells(GraphEdit edit)
{
    private readonly GraphBuilder builder = new(edit.Patch);
    private readonly Dictionary<GraphValue, string> pooled = [];

    /// <param name="node">A node whose first input is the value.</param>
    public void LetRead(GraphNode node)
    {
        var value = node.Input(0)!;
        if (!pooled.TryGetValue(value, out var even))
        {
            even = pooled[value] = Pool(value);
        }

        var reader = node.Proto.Clone();
        reader.Input[0] = even;
        edit.Replace(node, reader);
    }

    /// <summary>The largest of one cell is the cell. ONNX Runtime does this faster than a Slice with steps, cell by cell.</summary>
    private string Pool(GraphValue value) => builder.Node(
        "MaxPool",
        edit.FreeName($"{value.Name}_even_cells"),
        [edit.Tap(value)],
        GraphBuilder.Attribute("kernel_shape", 1, 1),
        GraphBuilder.Attribute("strides", 2, 2));
}
