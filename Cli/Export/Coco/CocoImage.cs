namespace CamFunctions.Cli.Export.Coco;

/// <summary>An image of a COCO data set (<see href="https://cocodataset.org/#format-data"/>).</summary>
internal sealed record CocoImage(long Id, string FileName, int Width, int Height);
