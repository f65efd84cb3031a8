using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Neg, and Mul, Div, Add and Sub with a constant.</summary>
internal sealed class ElementwiseStep : ITailStep
{
    public bool Recognizes(GraphNode node) => node.Operator is "Mul" or "Div" or "Add" or "Sub" or "Neg";

    public Match<AffineMap> Follow(TailNode node, AffineMap map)
    {
        if (node.OutputShape.Count != map.Rows)
        {
            return node.Refuse("its constant makes more values of the ones it gets");
        }

        if (node.Node.Operator == "Neg")
        {
            return map.Scaled(_ => -1, _ => 0);
        }

        var constant = node.Constant(1 - node.DataIndex)!;
        return (node.Node.Operator, node.DataIndex) switch
        {
            ("Mul", _) => map.Scaled(Operand, _ => 0),
            ("Div", 0) => map.Scaled(row => 1 / Operand(row), _ => 0),
            ("Add", _) => map.Scaled(_ => 1, Operand),
            ("Sub", 0) => map.Scaled(_ => 1, row => -Operand(row)),
            ("Sub", _) => map.Scaled(_ => -1, Operand),
            _ => node.Refuse("it divides by values that depend on the image"),
        };

        double Operand(int row) => constant.At(row, node.OutputShape);
    }
}
