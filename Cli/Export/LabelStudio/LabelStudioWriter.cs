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

    public LabelStudioWriter(string path, PredictionSelection selection, ImageAddresses addresses, WriterState? state)
    {
        this.path = path;
        this.selection = selection;
        this.addresses = addresses;
        file = new PartialFile(path, "["u8, state?.Lengths[0] ?? 0);
        tasks = new JsonElements(file, state?.Written ?? 0);
        classes = new RecordedClasses(state?.Classes);
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
        return Task.FromResult<WriterState?>(new([file.Length], tasks.Count, Classes: classes.All));
    }

    public Task CompleteAsync(CancellationToken cancellation)
    {
        LabelingConfiguration.Write(LabelingConfiguration.PathBeside(path), classes.All);
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

    private static LabelStudioTask.Region Region(
        PredictionRecord record,
        PredictionEntry prediction,
        RegionRecord region,
        int index) => new(
        string.Create(CultureInfo.InvariantCulture, $"{prediction.Rank}-{index + 1}"),
        "rectanglelabels",
        LabelingConfiguration.LabelsTag,
        LabelingConfiguration.ImageTag,
        record.Image!.Width,
        record.Image.Height,
        ImageRotation: 0,
        prediction.Probability,
        new LabelStudioTask.Box(
            Percent(region.X, record.Image.Width),
            Percent(region.Y, record.Image.Height),
            Percent(region.Width, record.Image.Width),
            Percent(region.Height, record.Image.Height),
            Rotation: 0,
            [prediction.Label]));

    private static double Percent(int pixels, int side) => 100.0 * pixels / side;
}
