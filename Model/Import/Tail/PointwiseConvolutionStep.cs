using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>A 1 x 1 convolution of a single position: a matrix, or with groups one for each part of the values.</summary>
internal sealed class PointwiseConvolutionStep : ITailStep
{
    public bool Recognizes(NodeProto node) => node.OpType == "Conv";

    public AffineMap Follow(TailNode node, AffineMap map)
    {
        var kernel = node.Constant(1);
        if (node.Data != 0 || kernel.Shape[2..].Any(side => side != 1) || node.InputCount != map.Rows || node.OutputCount != kernel.Shape[0])
        {
            throw node.NoMap("it is not a 1 x 1 convolution of a single position");
        }

        var groups = (int)node.Node.Whole("group", 1);
        var (outputs, inputs) = ((int)kernel.Shape[0] / groups, (int)kernel.Shape[1]);
        var product = map.Multiplied(
            (int)kernel.Shape[0],
            (row, column) => row / outputs == column / inputs ? kernel.Values[(row * inputs) + (column % inputs)] : 0);
        return node.Optional(2) is { } bias ? product.Scaled(_ => 1, row => bias.Values[row]) : product;
    }
}
