using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>A 1 x 1 convolution of a single position: a matrix, or with groups one for each part of the values.</summary>
internal sealed class PointwiseConvolutionStep : ITailStep
{
    public bool Recognizes(GraphNode node) => node.Operator == "Conv";

    public Match<AffineMap> Follow(TailNode node, AffineMap map)
    {
        if (node.Constant(1) is not { Shape.Sides: [var rows, var columns, .. var window] } kernel
            || window.Any(side => side != 1)
            || node.InputShape.Count != map.Rows
            || node.OutputShape.Count != rows)
        {
            return node.Refuse("it is not a 1 x 1 convolution of a single position");
        }

        var (outputs, inputs) = ((int)(rows / node.Node.GetInteger("group", 1)), (int)columns);
        var product = map.Multiplied(
            (int)rows, (row, column) => row / outputs == column / inputs ? kernel.Values[(row * inputs) + (column % inputs)] : 0);
        return node.Constant(2) is { } bias ? product.Scaled(_ => 1, row => bias.Values[row]) : product;
    }
}
