using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Localize;

/// <summary>Processes files one after the other, as the function does blobs.</summary>
internal sealed class LocalizeJob(ImageProcessor processor, ResultFolder results)
{
    /// <summary>So many files in a row don't fail each for a reason of its own: the disk is full, or the folder was closed.</summary>
    private const int MaximumFailuresInARow = 20;

    private int failuresInARow;

    /// <returns>The record that was written; <see langword="null"/> where the file could not be read or its results not written.</returns>
    /// <param name="image">The file.</param>
    /// <param name="fail">Told why there is no record.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="CommandException">Many files in a row have failed.</exception>
    public async Task<PredictionRecord?> RunAsync(ImageFile image, Action<string> fail, CancellationToken cancellation)
    {
        try
        {
            var report = await processor.ProcessAsync(new FileSnapshot(image.Path, image.Name, results), redo: true, cancellation);
            failuresInARow = 0;
            return report.Record;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            fail($"{image.Name}: failed: {fault.Message}");
            return ++failuresInARow < MaximumFailuresInARow
                ? null
                : throw new CommandException($"{MaximumFailuresInARow} files in a row have failed, the last with: {fault.Message}");
        }
    }
}
