using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Shared.Records;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Export.FiftyOne;

/// <summary>Writes a folder for FiftyOne: samples with regions, and the map of the best class of each as a picture.</summary>
internal sealed class FiftyOneWriter : IRecordWriter
{
    private readonly string folder;
    private readonly PredictionSelection selection;
    private readonly ImageAddresses addresses;
    private readonly PartialFile file;
    private readonly JsonElements samples;

    public FiftyOneWriter(string folder, PredictionSelection selection, ImageAddresses addresses, WriterState? state)
    {
        this.folder = folder;
        this.selection = selection;
        this.addresses = addresses;
        file = new PartialFile(Path.Combine(folder, "samples.json"), "{\"samples\":["u8, state?.Lengths[0] ?? 0);
        samples = new JsonElements(file, state?.Written ?? 0);
    }

    public bool NeedsMaps => true;

    public void Write(ReadRecord record)
    {
        // A refused image can't be shown either.
        if (record.Record is not { Error: null } content)
        {
            return;
        }

        var predictions = selection.Of(content).ToArray();
        samples.Add(
            new FiftyOneSample(
                addresses.Path(content.Source),
                [.. predictions.SelectMany(Detections)],
                predictions is [var best, ..] ? WriteMap(content, best) : null),
            FiftyOneJsonContext.Readable.FiftyOneSample);
    }

    public Task<WriterState?> SaveAsync(CancellationToken cancellation)
    {
        file.Flush();
        return Task.FromResult<WriterState?>(new([file.Length], samples.Count));
    }

    public Task CompleteAsync(CancellationToken cancellation)
    {
        file.Content.Write("]}\n"u8);
        file.Complete();
        return Task.CompletedTask;
    }

    public void Dispose() => file.Dispose();

    private static IEnumerable<FiftyOneSample.Detection> Detections(PredictionEntry prediction) =>
        PredictionSelection.RegionsOf(prediction).Select(region => new FiftyOneSample.Detection(
            prediction.Label,
            [region.Normalized.X, region.Normalized.Y, region.Normalized.Width, region.Normalized.Height],
            prediction.Probability,
            prediction.Index,
            prediction.WordNetId));

    private FiftyOneSample.Heatmap WriteMap(PredictionRecord record, PredictionEntry prediction)
    {
        var map = RecordedMap.Read(record, prediction);
        // The number, because the names of images can be too long with another ending, or lead out of the folder.
        var path = Path.Combine(folder, "maps", $"{samples.Count / 1000:D6}", $"{samples.Count + 1:D9}.png");
        AtomicFile.Write(path, RecordedMap.Png(record, map));
        return new(path, [0, ushort.MaxValue], prediction.Label, map.Minimum, map.Maximum);
    }
}
