using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Localize;

/// <summary>Processes files one after the other, in the same way as the function processes blobs.</summary>
internal sealed class LocalizeJob(ImageProcessor processor, ResultFolder results)
{
    /// <summary>If this many files in a row fail, the cause is a full disk or an inaccessible folder, not the files.</summary>
    private const int MaximumFailuresInARow = 20;

    private int failuresInARow;

    /// <returns>The record that was written; <see langword="null"/> if the file can't be read or its results can't be written.</returns>
    /// <param name="image">The file.</param>
    /// <param name="fail">Called with the reason if there is no record.</param>
    /// <param name="cancellation">Stops before the next step.</param>
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
