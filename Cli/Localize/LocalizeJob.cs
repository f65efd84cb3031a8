using System.Runtime.CompilerServices;
using CamFunctions.Cli.Batches;
using CamFunctions.Cli.Images;
using CamFunctions.Cli.Options;
using CamFunctions.Shared.Processing;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Localize;

/// <summary>Processes files, several at the same time, in the same way as the function processes blobs.</summary>
/// <param name="processor">Takes a file to its record.</param>
/// <param name="results">The folder for overlays and records.</param>
/// <param name="atOnce">How many files are read, analysed or written at the same time.</param>
internal sealed class LocalizeJob(ImageProcessor processor, ResultFolder results, int atOnce)
{
    /// <summary>One more than run concurrently, so that a core that has finished one image finds the next one read.</summary>
    public static int ImagesInProgress => Environment.ProcessorCount + 1;

    /// <returns>The results, in the order of the files.</returns>
    /// <exception cref="CommandException">Many files in a row have failed.</exception>
    public async IAsyncEnumerable<LocalizeResult> RunAsync(
        IEnumerable<ImageFile> images,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var streak = new FailureStreak();
        await foreach (var result in OrderedWork.RunAsync(images.ToAsyncEnumerable(), atOnce, ProcessAsync, cancellation))
        {
            yield return result;
            streak.Add(result.Failure is not null);
            if (streak.IsTooLong)
            {
                throw new CommandException($"{FailureStreak.Maximum} files in a row have failed, the last with: {result.Failure}");
            }
        }
    }

    private async Task<LocalizeResult> ProcessAsync(ImageFile image, CancellationToken cancellation)
    {
        try
        {
            var report = await processor.ProcessAsync(new FileSnapshot(image.Path, image.Name, results), redo: true, cancellation);
            return new LocalizeResult(image, report.Record, Failure: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new LocalizeResult(image, Record: null, exception.Message);
        }
    }
}
