namespace CamFunctions.Cli.Export.LabelStudio;

/// <summary>A task with pre-annotations (<see href="https://labelstud.io/guide/predictions"/>).</summary>
internal sealed record LabelStudioTask(LabelStudioTask.Source Data, IReadOnlyList<LabelStudioTask.Prediction> Predictions)
{
    /// <param name="Image">The address of the image.</param>
    internal sealed record Source(string Image);

    /// <param name="ModelVersion">The network and its file.</param>
    /// <param name="Score">The probability of the best class, 0 to 1.</param>
    /// <param name="Result">The boxes.</param>
    internal sealed record Prediction(string ModelVersion, float Score, IReadOnlyList<Region> Result);

    /// <param name="Id">Unique in the task.</param>
    /// <param name="Type">What kind of region it is.</param>
    /// <param name="FromName">The tag of the labelling configuration that has the labels.</param>
    /// <param name="ToName">The tag of the labelling configuration that shows the image.</param>
    /// <param name="OriginalWidth">Of the image, in pixels.</param>
    /// <param name="OriginalHeight">Of the image, in pixels.</param>
    /// <param name="ImageRotation">In degrees.</param>
    /// <param name="Score">The probability of the class, 0 to 1.</param>
    /// <param name="Value">The box.</param>
    internal sealed record Region(
        string Id,
        string Type,
        string FromName,
        string ToName,
        int OriginalWidth,
        int OriginalHeight,
        int ImageRotation,
        float Score,
        Box Value);

    /// <summary>A box in per cent of the image's width and height.</summary>
    internal sealed record Box(double X, double Y, double Width, double Height, double Rotation, IReadOnlyList<string> Rectanglelabels);
}
