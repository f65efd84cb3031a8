using System.Globalization;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.LabelStudio;

/// <summary>Writes tasks with predictions for Label Studio, and the labelling configuration for their project.</summary>
internal sealed class LabelStudioWriter : IRecordWriter
{
    /// <summary>Enough of a hash to tell the files of one network apart.</summary>
    private const int HashDigits = 8;

    private readonly string path;
    private readonly PredictionSelection selection;
    private readonly ImageAddresses addresses;
    private readonly PartialFile file;
    private readonly JsonElements tasks;
    private readonly RecordedClasses classes;
    private bool hasOutlines;

    public LabelStudioWriter(string path, PredictionSelection selection, ImageAddresses addresses, WriterState? state)
    {
        this.path = path;
        this.selection = selection;
        this.addresses = addresses;
        file = new PartialFile(path, "["u8, state?.Lengths[0] ?? 0);
        tasks = new JsonElements(file, state?.Written ?? 0);
        classes = new RecordedClasses(state?.Classes);
        hasOutlines = state?.HasOutlines ?? false;
    }

    public void Write(ReadRecord record)
    {
        // A refused image can't be shown either.
        if (record.Record is not { Error: null } content)
        {
            return;
        }

        var predictions = selection.Of(content).ToArray();
        foreach (var prediction in predictions)
        {
            classes.Add(prediction, record.Name);
            hasOutlines |= PredictionSelection.RegionsOf(prediction).Any(region => region.Polygon is not null);
        }

        tasks.Add(
            new LabelStudioTask(
                new LabelStudioTask.Source(addresses.Address(content.Source)),
                predictions is [var best, ..] ? [Prediction(content, predictions, best.Probability)] : []),
            LabelStudioJsonContext.Readable.LabelStudioTask);
    }

    public Task<WriterState?> SaveAsync(CancellationToken cancellation)
    {
        file.Flush();
        return Task.FromResult<WriterState?>(new([file.Length], tasks.Count, Classes: classes.All, HasOutlines: hasOutlines));
    }

    public Task CompleteAsync(CancellationToken cancellation)
    {
        LabelingConfiguration.Write(LabelingConfiguration.PathBeside(path), classes.All, hasOutlines);
        file.Content.Write("]\n"u8);
        file.Complete();
        return Task.CompletedTask;
    }

    public void Dispose() => file.Dispose();

    private static LabelStudioTask.Prediction Prediction(PredictionRecord record, PredictionEntry[] predictions, float score)
    {
        var regions = predictions.SelectMany(
            prediction => PredictionSelection.RegionsOf(prediction).Select((region, index) => Region(record, prediction, region, index)));
        return new($"{record.Model!.Name} {record.Model.Sha256[..HashDigits]}", score, [.. regions]);
    }

    private static LabelStudioTask.Region Region(PredictionRecord record, PredictionEntry prediction, RegionRecord region, int index)
    {
        var hasOutline = region.Polygon is not null;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{prediction.Rank}-{index + 1}"),
            hasOutline ? "polygonlabels" : "rectanglelabels",
            hasOutline ? LabelingConfiguration.OutlinesTag : LabelingConfiguration.LabelsTag,
            LabelingConfiguration.ImageTag,
            record.Image!.Width,
            record.Image.Height,
            ImageRotation: 0,
            prediction.Probability,
            ShapeOf(region, record.Image, prediction.Label));
    }

    private static LabelStudioTask.Shape ShapeOf(RegionRecord region, ImageRecord image, string label) => region.Polygon is { } polygon
        ? new LabelStudioTask.Outline(
            [.. SingleRing.Of(polygon).Select(point => (double[])[Percent(point.X, image.Width), Percent(point.Y, image.Height)])],
            Closed: true,
            [label])
        : new LabelStudioTask.Box(
            Percent(region.X, image.Width),
            Percent(region.Y, image.Height),
            Percent(region.Width, image.Width),
            Percent(region.Height, image.Height),
            Rotation: 0,
            [label]);

    private static double Percent(double pixels, int side) => 100.0 * pixels / side;
}
