using CamFunctions.Shared.Configuration;

namespace CamFunctions.Cli.Batches;

/// <summary>How the cores are divided among the images that are analysed at the same time.</summary>
/// <param name="Analyses">How many images are analysed at the same time.</param>
/// <param name="ThreadsPerAnalysis">Threads per inference.</param>
/// <remarks>
/// One image per core, each with one thread, keeps every core busy from the first byte to the last: while one image is decoded or
/// encoded, the network runs on another. One image at a time with all threads can't, because decoding and encoding use one thread.
/// 'lab/Benchmarks -- throughput' measures both.
/// </remarks>
internal sealed record CoreShare(int Analyses, int ThreadsPerAnalysis)
{
    /// <summary>Limits the memory: every analysis holds a decoded image and the network's feature maps.</summary>
    private const int MaximumAnalyses = 4;

    /// <summary>
    /// How many images are read, analysed or written at the same time: with one more than are analysed, a core that has finished one
    /// finds the next one read.
    /// </summary>
    public int Images => Analyses + 1;

    /// <param name="threads">The setting <c>InferenceThreads</c>; 0 leaves the choice to this program.</param>
    /// <param name="cores">The number of cores.</param>
    /// <param name="images">The number of images to process; a single one gets all cores.</param>
    public static CoreShare Of(int threads, int cores, int images)
    {
        var analyses = Math.Min(images, Math.Clamp(cores / Math.Max(1, threads), 1, MaximumAnalyses));
        return new CoreShare(analyses, threads > 0 ? threads : cores / analyses);
    }

    /// <summary>The settings with this number of threads.</summary>
    public ProcessorSettings ApplyTo(ProcessorSettings settings) => settings with { InferenceThreads = ThreadsPerAnalysis };
}
