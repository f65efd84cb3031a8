using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Tests.Fixtures;

internal static class Analyses
{
    /// <summary>Analyses an image within a test that has nothing else to wait for.</summary>
    public static ImageAnalysis Analyze(this ImageProcessor processor, byte[] file, StageClock? clock = null) =>
        processor.AnalyzeAsync(file, clock ?? new StageClock(TimeProvider.System)).GetAwaiter().GetResult();
}
