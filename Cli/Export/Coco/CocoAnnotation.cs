namespace CamFunctions.Cli.Export.Coco;

/// <summary>
/// An annotation of a COCO data set (<see href="https://cocodataset.org/#format-data"/>), with the score that COCO's results have.
/// </summary>
/// <param name="Id">Unique in the file.</param>
/// <param name="ImageId">The image.</param>
/// <param name="CategoryId">The class.</param>
/// <param name="Bbox">x, y, width and height in pixels.</param>
/// <param name="Area">Of the outline, or of the box if there is none, in square pixels.</param>
/// <param name="Segmentation">The outline as one ring of x, y, x, y and so on; empty if there is a box only.</param>
/// <param name="Iscrowd">0: a single object.</param>
/// <param name="Score">The probability of the class, 0 to 1.</param>
internal sealed record CocoAnnotation(
    long Id,
    long ImageId,
    int CategoryId,
    IReadOnlyList<int> Bbox,
    double Area,
    IReadOnlyList<IReadOnlyList<double>> Segmentation,
    int Iscrowd,
    float Score);
