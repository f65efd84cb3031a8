namespace CamFunctions.Model.Import.Pooling;

/// <summary>The last spatial feature maps of a network, which are averaged over all positions.</summary>
/// <param name="FeatureMaps">The value, of four dimensions, the first of which is the batch.</param>
/// <param name="ChannelAxis">Which dimension is not a position.</param>
/// <param name="Shape">Its shape, as it was when the network ran on one image.</param>
/// <param name="NeedsThisGrid">Whether the average is only one over all positions because the grid is of this size.</param>
internal sealed record SpatialAverage(string FeatureMaps, int ChannelAxis, long[] Shape, bool NeedsThisGrid)
{
    public int Channels => (int)Shape[ChannelAxis];

    public int Rows => (int)Shape[ChannelAxis == 1 ? 2 : 1];

    public int Columns => (int)Shape[ChannelAxis == 3 ? 2 : 3];
}
