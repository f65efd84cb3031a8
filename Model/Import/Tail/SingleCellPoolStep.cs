using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>Pools of what has one position only, an average of one number: some networks pool again what is pooled already.</summary>
internal sealed class SingleCellPoolStep : ITailStep
{
    public bool Recognizes(GraphNode node) =>
        node.Operator is "GlobalAveragePool" or "AveragePool" or "ReduceMean" or "GlobalMaxPool" or "MaxPool" or "ReduceMax";

    public Match<AffineMap> Follow(TailNode node, AffineMap map) => node.InputShape.Count == map.Rows && node.OutputShape.Count == map.Rows
        ? map
        : node.Refuse("it pools over the feature maps themselves");
}
