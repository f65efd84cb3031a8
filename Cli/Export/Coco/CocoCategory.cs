namespace CamFunctions.Cli.Export.Coco;

/// <summary>A category of a COCO data set (<see href="https://cocodataset.org/#format-data"/>).</summary>
/// <param name="Id">1 is the first: tools take 0 for the background.</param>
/// <param name="Name">Unique in the file.</param>
/// <param name="Supercategory">Empty: the classes are not grouped.</param>
internal sealed record CocoCategory(int Id, string Name, string Supercategory);
