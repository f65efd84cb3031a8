namespace CamFunctions.Cli.Export.Coco;

/// <summary>
/// An annotation of a COCO data set (<see href="https://cocodataset.org/#format-data"/>), with the score that COCO's results have.
/// </summary>
/// <param name="Id">Unique in the file.</param>
/// <param name="ImageId">The image.</param>
/// <param name="CategoryId">The class.</param>
/// <param name="Bbox">x, y, width and height in pixels.</param>
/// <param name="Area">Of the box, in square pixels.</param>
/// <param name="Segmentation">Empty: there is a box only.</param>
/// <param name="Iscrowd">0: a single object.</param>
/// <param name="Score">The probability of the class, 0 to 1.</param>
internal sealed record CocoAnnotation(
    long Id,
    long ImageId,
    int CategoryId,
    IReadOnlyList<int> Bbox,
    long Area,
    IReadOnlyList<int> Segmentation,
    int Iscrowd,
    float Score);
