using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Coco;

/// <summary>
/// Writes a COCO detection file. Its images and annotations are two arrays, one after the other, so the annotations are in a file of
/// their own until the end.
/// </summary>
internal sealed class CocoWriter : IRecordWriter
{
    private readonly PredictionSelection selection;
    private readonly PartialFile file;
    private readonly PartialFile annotationFile;
    private readonly JsonElements images;
    private readonly JsonElements annotations;
    private readonly RecordedClasses classes;

    public CocoWriter(string path, PredictionSelection selection, WriterState? state)
    {
        this.selection = selection;
        file = new PartialFile(path, Opening, state?.Lengths[0] ?? 0);
        annotationFile = new PartialFile($"{path}.annotations", "],\"annotations\":["u8, state?.Lengths[1] ?? 0);
        images = new JsonElements(file, state?.Written ?? 0);
        annotations = new JsonElements(annotationFile, state?.Annotations ?? 0);
        classes = new RecordedClasses(state?.Classes);
    }

    private static ReadOnlySpan<byte> Opening =>
        """{"info":{"description":"Regions of class activation maps","version":"1.0"},"licenses":[],"images":["""u8;

    public void Write(ReadRecord record)
    {
        // A refused image has no size, which COCO requires.
        if (record.Record is not { Image: { } size } content)
        {
            return;
        }

        images.Add(
            new CocoImage(images.Count + 1, content.Source.Name, size.Width, size.Height),
            CocoJsonContext.Readable.CocoImage);
        foreach (var prediction in selection.Of(content))
        {
            classes.Add(prediction, record.Name);
            foreach (var region in PredictionSelection.RegionsOf(prediction))
            {
                annotations.Add(Annotation(prediction, region), CocoJsonContext.Readable.CocoAnnotation);
            }
        }
    }

    public Task<WriterState?> SaveAsync(CancellationToken cancellation)
    {
        file.Flush();
        annotationFile.Flush();
        return Task.FromResult<WriterState?>(
            new([file.Length, annotationFile.Length], images.Count, annotations.Count, classes.All));
    }

    public Task CompleteAsync(CancellationToken cancellation)
    {
        annotationFile.CopyTo(file);
        file.Content.Write("],\"categories\":["u8);
        var categories = new JsonElements(file, count: 0);
        foreach (var category in CocoCategories.Of(classes.All))
        {
            categories.Add(category, CocoJsonContext.Readable.CocoCategory);
        }

        file.Content.Write("]}\n"u8);
        file.Complete();
        annotationFile.Delete();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        file.Dispose();
        annotationFile.Dispose();
    }

    private CocoAnnotation Annotation(PredictionEntry prediction, RegionRecord region) => new(
        annotations.Count + 1,
        images.Count,
        CocoCategories.Id(prediction.Index),
        [region.X, region.Y, region.Width, region.Height],
        region.Polygon?.Area ?? (double)region.Width * region.Height,
        region.Polygon is { } polygon ? [[.. SingleRing.Of(polygon).SelectMany(point => new[] { point.X, point.Y })]] : [],
        Iscrowd: 0,
        prediction.Probability);
}
