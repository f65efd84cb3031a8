using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Neg, and Mul, Div, Add and Sub with a constant.</summary>
internal sealed class ElementwiseStep : ITailStep
{
    private static readonly string[] Operators = ["Mul", "Div", "Add", "Sub", "Neg"];

    public bool Recognizes(NodeProto node) => Operators.Contains(node.OpType, StringComparer.Ordinal);

    public AffineMap Follow(TailNode node, AffineMap map)
    {
        if (node.OutputCount != map.Rows)
        {
            throw node.NoMap("its constant makes more values of the ones it gets");
        }

        if (node.Node.OpType == "Neg")
        {
            return map.Scaled(_ => -1, _ => 0);
        }

        var constant = node.Constant(1 - node.Data);
        return (node.Node.OpType, node.Data) switch
        {
            ("Mul", _) => map.Scaled(Operand, _ => 0),
            ("Div", 0) => map.Scaled(row => 1 / Operand(row), _ => 0),
            ("Add", _) => map.Scaled(_ => 1, Operand),
            ("Sub", 0) => map.Scaled(_ => 1, row => -Operand(row)),
            ("Sub", _) => map.Scaled(_ => -1, Operand),
            _ => throw node.NoMap("it divides by values that depend on the image"),
        };

        double Operand(int row) => constant.At(row, node.OutputShape);
    }
}
