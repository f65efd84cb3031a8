using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>
/// Finds the rows and columns of what is averaged. Most networks average a value of four dimensions; some lay its positions out
/// in one dimension first ([1, channels, rows * columns]), and then the map is what was laid out.
/// </summary>
internal static class FeatureGrid
{
    private const int GridRank = 4;

    /// <returns><see langword="null"/> where there is a single position, or no grid.</returns>
    public static SpatialAverage? Find(Survey survey, string value, int channelAxis)
    {
        var shape = survey.Shape(value);
        return shape?.Length switch
        {
            GridRank when shape[0] == 1 && shape.Aggregate(1L, (product, side) => product * side) > shape[channelAxis] =>
                new SpatialAverage(value, channelAxis, shape, NeedsThisGrid: false),
            GridRank - 1 when survey.Graph.Producer(value) is { } node => BeforeLayout(survey, node, channelAxis),
            _ => null,
        };
    }

    private static SpatialAverage? BeforeLayout(Survey survey, NodeProto node, int channelAxis)
    {
        switch (node.OpType)
        {
            case "Transpose" when node.Wholes("perm") is [0, _, _] order:
                return Find(survey, node.Input[0], (int)order[channelAxis]);
            case "Reshape" or "Flatten" when survey.Shape(node.Input[0]) is [1, ..] before && before.Length == GridRank:
                var after = survey.Shape(node.Output[0])!;
                var axis = channelAxis == 1 ? 1 : GridRank - 1;
                return before[axis] == after[channelAxis] ? Find(survey, node.Input[0], axis) : null;
            default:
                return null;
        }
    }
}
