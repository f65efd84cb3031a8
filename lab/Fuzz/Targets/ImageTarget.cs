using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Seeds;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;

namespace CamFunctions.Fuzz.Targets;

/// <summary>
/// The bytes of an image to its record, by the whole pipeline: every decoder, frames, a small network, regions and the overlay. Every
/// input must get a record, with a result or with a code.
/// </summary>
internal sealed class ImageTarget : IFuzzTarget
{
    /// <summary>Smaller than the seeds, so that they are reduced, and larger, so that they are not.</summary>
    private static readonly int[] OverlaySides = [32, 256];

    private readonly Lazy<ImageProcessor[]> processors = new(() => [.. OverlaySides.Select(Processor)]);

    public string Name => "image";

    public IReadOnlyList<byte[]> Seeds => ImageSeeds.All;

    public IReadOnlyList<string> Words => ImageWords.All;

    public int Share => 8;

    public byte[] Repair(byte[] input) => PngChecksums.Correct(input);

    public void Run(byte[] input)
    {
        var snapshot = new MemorySnapshot(input, "image", DateTimeOffset.UnixEpoch);
        var processor = processors.Value[input.Length % OverlaySides.Length];
        var report = processor.ProcessAsync(snapshot, redo: true, CancellationToken.None).GetAwaiter().GetResult();
        var record = RecordJson.Read(snapshot.Record);
        var isEither = report.Outcome is ImageOutcome.Localized or ImageOutcome.Refused;
        if (!isEither || (record.Error is null) == (record.Predictions is null))
        {
            throw new UnexpectedResultException("The record is neither a result nor a refusal.");
        }

        if (record is { Image: { } image, Predictions: { } predictions })
        {
            Check(image, predictions);
        }
    }

    private static void Check(ImageRecord image, IReadOnlyList<PredictionEntry> predictions)
    {
        var areInside = predictions.All(prediction =>
            prediction.Peak.X >= 0 && prediction.Peak.X < image.Width && prediction.Peak.Y >= 0 && prediction.Peak.Y < image.Height
            && prediction.Region is null or { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 }
            && (prediction.Region is not { } region
                || (region.X + region.Width <= image.Width && region.Y + region.Height <= image.Height)));
        if (!areInside)
        {
            throw new UnexpectedResultException("A peak or a region is outside the image.");
        }
    }

    /// <summary>Limits that keep runs short. The decoders are the same whatever the limits are.</summary>
    private static ImageProcessor Processor(int overlaySide)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, StandInNetwork.Prepared());
        var options = new AnalysisOptions { InputSide = 32, OverlaySide = overlaySide };
        var processor = new ImageProcessor(CamModel.Load(path, threads: 1), options)
        {
            Limits = new ImageLimits(MaxBytes: 1 << 20, MaxPixels: 2_000_000),
        };
        File.Delete(path);
        return processor;
    }
}
