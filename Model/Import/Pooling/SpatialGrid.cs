using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>
/// Finds the rows and columns of what is averaged. Most networks average a value of four dimensions; some lay its positions out
/// in one dimension first ([1, channels, rows * columns]), and then the map is what was laid out.
/// </summary>
internal static class SpatialGrid
{
    private const int GridRank = 4;

    /// <returns><see langword="null"/> where there is a single position, or no grid.</returns>
    public static SpatialAverage? Find(GraphValue value, int channelAxis) => value.Shape switch
    {
        { Sides: [1, _, _, _] } shape when shape.Count > shape.Sides[channelAxis] =>
            new SpatialAverage(value, channelAxis, shape, NeedsThisGrid: false),
        { Rank: GridRank - 1 } when value.Producer is { } node => BeforeLayout(node, channelAxis),
        _ => null,
    };

    private static SpatialAverage? BeforeLayout(GraphNode node, int channelAxis)
    {
        switch (node)
        {
            case { Operator: "Transpose", Data: { } data } when node.GetIntegers("perm") is [0, _, _] order:
                return Find(data, (int)order[channelAxis]);
            case { Operator: "Reshape" or "Flatten", Data: { Shape.Sides: [1, _, _, _] before } data, Output.Shape.Sides: var after }:
                var axis = channelAxis == 1 ? 1 : GridRank - 1;
                return before[axis] == after[channelAxis] ? Find(data, axis) : null;
            default:
                return null;
        }
    }
}
