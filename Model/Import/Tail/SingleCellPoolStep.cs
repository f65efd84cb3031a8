using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Pools of what has one position only, an average of one number: some networks pool again what is pooled already.</summary>
internal sealed class SingleCellPoolStep : ITailStep
{
    private static readonly string[] Operators = ["GlobalAveragePool", "AveragePool", "ReduceMean", "GlobalMaxPool", "MaxPool", "ReduceMax"];

    public bool Recognizes(NodeProto node) => Operators.Contains(node.OpType, StringComparer.Ordinal);

    public AffineMap Follow(TailNode node, AffineMap map) => node.InputCount == map.Rows && node.OutputCount == map.Rows
        ? map
        : throw node.NoMap("it pools over the feature maps themselves");
}
