namespace CamFunctions.Cli.Export.FiftyOne;

/// <summary>
/// An image with what the constructors of <c>fiftyone.Detection</c> and <c>fiftyone.Heatmap</c> take
/// (<see href="https://docs.voxel51.com/user_guide/using_datasets.html"/>).
/// </summary>
/// <param name="Filepath">The image.</param>
/// <param name="Regions">The boxes.</param>
/// <param name="Cam">The map of the best class; <see langword="null"/> if none is exported.</param>
internal sealed record FiftyOneSample(string Filepath, IReadOnlyList<FiftyOneSample.Detection> Regions, FiftyOneSample.Heatmap? Cam)
{
    /// <param name="Label">The name of the class.</param>
    /// <param name="BoundingBox">x, y, width and height in fractions of the image.</param>
    /// <param name="Confidence">The probability of the class, 0 to 1.</param>
    /// <param name="ClassIndex">The class's position in the network's output.</param>
    /// <param name="Wnid">Its WordNet id.</param>
    internal sealed record Detection(string Label, IReadOnlyList<double> BoundingBox, float Confidence, int ClassIndex, string? Wnid);

    /// <param name="MapPath">A grey PNG of 16 bits with the proportions of the image.</param>
    /// <param name="Range">The range of its pixels.</param>
    /// <param name="Label">The name of the class.</param>
    /// <param name="Minimum">What black stands for, in logits.</param>
    /// <param name="Maximum">What white stands for, in logits.</param>
    internal sealed record Heatmap(string MapPath, IReadOnlyList<int> Range, string Label, float Minimum, float Maximum);
}
