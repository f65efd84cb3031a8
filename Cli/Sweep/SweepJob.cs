using CamFunctions.Cli.Batches;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Cli.Sweep;

/// <summary>
/// Goes through all results and deletes those without an image. It may run while images are uploaded and processed, and as often as
/// one likes.
/// </summary>
internal sealed class SweepJob(OrphanedResults results, SweepTally tally, Action<string> writeLine)
{
    /// <summary>A request to storage takes a few milliseconds, and there is one per result.</summary>
    private const int Concurrency = 16;

    public async Task RunAsync(string prefix, bool isDryRun, CancellationToken cancellation)
    {
        var listed = results.ListResultsAsync(prefix, cancellation);
        await foreach (var (result, isSwept) in OrderedWork.RunAsync(listed, Concurrency, SweepAsync, cancellation))
        {
            tally.Count(isSwept);
            if (isSwept)
            {
                writeLine($"{result.Container}/{result.Name}");
            }
        }

        async Task<(ResultBlob Result, bool IsSwept)> SweepAsync(ResultBlob result, CancellationToken stop) =>
            (result, await results.IsOrphanedAsync(result, stop) && (isDryRun || await results.DeleteAsync(result, stop)));
    }
}
