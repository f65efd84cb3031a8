using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>The last spatial feature maps of a network, which are averaged over all positions.</summary>
/// <param name="FeatureMaps">The value, of four dimensions, the first of which is the batch.</param>
/// <param name="ChannelAxis">Which dimension is not a position.</param>
/// <param name="Shape">The value's observed shape.</param>
/// <param name="NeedsThisGrid">Whether the average is only one over all positions because the grid is of this size.</param>
internal sealed record SpatialAverage(GraphValue FeatureMaps, int ChannelAxis, TensorShape Shape, bool NeedsThisGrid)
{
    public int Channels => (int)Shape.Sides[ChannelAxis];

    /// <summary>The rows and columns of feature maps of some shape.</summary>
    public (int Rows, int Columns) Grid(TensorShape shape) =>
        ((int)shape.Sides[ChannelAxis == 1 ? 2 : 1], (int)shape.Sides[ChannelAxis == 3 ? 2 : 3]);
}
