using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>GlobalAveragePool: over all dimensions behind the channels.</summary>
internal sealed class GlobalAveragePoolRecognizer : IAverageRecognizer
{
    public SpatialAverage? Recognize(GraphNode node) =>
        node is { Operator: "GlobalAveragePool", Data: { } maps } ? SpatialGrid.Find(maps, channelAxis: 1) : null;
}
