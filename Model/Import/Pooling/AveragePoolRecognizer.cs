using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>AveragePool whose window is the whole map.</summary>
internal sealed class AveragePoolRecognizer : IAverageRecognizer
{
    public SpatialAverage? Recognize(GraphNode node)
    {
        if (node is not { Operator: "AveragePool", Data: { Shape.Sides: [_, _, .. var grid] } maps, Output.Shape: { } pooled })
        {
            return null;
        }

        var isWhole = pooled.Sides.Skip(2).All(side => side == 1) && node.GetIntegers("kernel_shape")!.SequenceEqual(grid);
        return isWhole && SpatialGrid.Find(maps, channelAxis: 1) is { } average ? average with { NeedsThisGrid = true } : null;
    }
}
