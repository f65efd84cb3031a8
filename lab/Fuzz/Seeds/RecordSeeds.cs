using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Fuzz.Seeds;

/// <summary>Records as the pipeline writes them: of a result, and of a refusal.</summary>
internal static class RecordSeeds
{
    public static IReadOnlyList<byte[]> All { get; } = [Of(ImageSeeds.All[0]), Of(ImageSeeds.All[^1]), Of([0xFF, 0xD8, 0xFF])];

    private static byte[] Of(byte[] image)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, StandInNetwork.Prepared());
        using var model = CamModel.Load(path, threads: 1);
        File.Delete(path);
        var options = new AnalysisOptions
        {
            InputSide = 32,
            OverlaySide = 64,
            Map = MapKind.Contrast,
            Classes = "class 3, unknown",
            Polygons = true,
        };
        var snapshot = new MemorySnapshot(image, "folder/image.jpg", DateTimeOffset.UnixEpoch);
        new ImageProcessor(model, options)
            .ProcessAsync(snapshot, redo: true, CancellationToken.None).GetAwaiter().GetResult();
        return snapshot.Record!;
    }
}
