using System.Text.Json.Serialization;

namespace CamFunctions.Cli.Export.LabelStudio;

/// <summary>A task with pre-annotations (<see href="https://labelstud.io/guide/predictions"/>).</summary>
internal sealed record LabelStudioTask(LabelStudioTask.Source Data, IReadOnlyList<LabelStudioTask.Prediction> Predictions)
{
    /// <param name="Image">The address of the image.</param>
    internal sealed record Source(string Image);

    /// <param name="ModelVersion">The network and its file.</param>
    /// <param name="Score">The probability of the best class, 0 to 1.</param>
    /// <param name="Result">The boxes or outlines.</param>
    internal sealed record Prediction(string ModelVersion, float Score, IReadOnlyList<Region> Result);

    /// <param name="Id">Unique in the task.</param>
    /// <param name="Type">What kind of region it is.</param>
    /// <param name="FromName">The tag of the labelling configuration that has the labels.</param>
    /// <param name="ToName">The tag of the labelling configuration that shows the image.</param>
    /// <param name="OriginalWidth">Of the image, in pixels.</param>
    /// <param name="OriginalHeight">Of the image, in pixels.</param>
    /// <param name="ImageRotation">In degrees.</param>
    /// <param name="Score">The probability of the class, 0 to 1.</param>
    /// <param name="Value">The box or the outline.</param>
    internal sealed record Region(
        string Id,
        string Type,
        string FromName,
        string ToName,
        int OriginalWidth,
        int OriginalHeight,
        int ImageRotation,
        float Score,
        Shape Value);

    /// <summary>In per cent of the image's width and height.</summary>
    [JsonDerivedType(typeof(Box))]
    [JsonDerivedType(typeof(Outline))]
    internal abstract record Shape;

    internal sealed record Box(
        double X,
        double Y,
        double Width,
        double Height,
        double Rotation,
        IReadOnlyList<string> Rectanglelabels) : Shape;

    /// <param name="Points">x and y of each.</param>
    /// <param name="Closed">Whether the last point is joined to the first one.</param>
    /// <param name="Polygonlabels">The class.</param>
    internal sealed record Outline(IReadOnlyList<IReadOnlyList<double>> Points, bool Closed, IReadOnlyList<string> Polygonlabels) : Shape;
}
