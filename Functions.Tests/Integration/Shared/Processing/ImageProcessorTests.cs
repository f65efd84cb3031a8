using System.Diagnostics;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Folders;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared.Processing;

public sealed class ImageProcessorTests(ModelFixture fixture) : IDisposable
{
    private const int AnalysesAtOnce = 2;
    private const int Images = 8;

    private readonly TemporaryFolder folder = new();
    private readonly Lock gate = new();
    private int decoded;
    private int mostDecoded;

    [Fact]
    public async Task However_many_images_are_in_progress_only_so_many_are_decoded_in_memory()
    {
        using var spans = new ActivitySource(nameof(ImageProcessorTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is AnalysisTelemetry.Name or nameof(ImageProcessorTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        // Other tests run at the same time; the spans of this one have its trace.
        using var trace = spans.StartActivity("test");
        listener.ActivityStarted = span => Count(span, trace!, "decode", 1);
        listener.ActivityStopped = span => Count(span, trace!, "render", -1);

        var admission = new Admission(1L << 40, AnalysesAtOnce);
        var processor = fixture.Processor(new AnalysisOptions { InputSide = 32 }, admission: admission);
        // Some images are asked about in another way; they count as well.
        ImageProcessor[] processors = [processor, processor.With(processor.Options with { Top = 3 })];
        var results = new ResultFolder(folder.Path);
        await Task.WhenAll(Enumerable.Range(0, Images).Select(image => Task.Run(() => processors[image % 2].ProcessAsync(
            new FileSnapshot(Photographs.PathOf("coffee"), $"{image}.png", results), redo: true, CancellationToken.None))));

        Assert.Equal(0, decoded);
        Assert.InRange(mostDecoded, 1, AnalysesAtOnce);
    }

    public void Dispose() => folder.Dispose();

    private void Count(Activity span, Activity trace, string stage, int change)
    {
        if (span.TraceId != trace.TraceId || span.OperationName != stage)
        {
            return;
        }

        lock (gate)
        {
            decoded += change;
            mostDecoded = Math.Max(mostDecoded, decoded);
        }
    }
}
