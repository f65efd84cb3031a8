using System.Globalization;
using CamFunctions.Records;
using Spectre.Console;

namespace CamFunctions.Commands;

/// <summary>Runs a job over files and tells of it: a line an image, and a progress bar where somebody is looking.</summary>
internal static class LocalizeConsole
{
    /// <returns>The exit code: 0 only if all were images.</returns>
    public static int Show(IReadOnlyList<ImageFile> images, LocalizeJob job, bool writesRecords, CancellationToken cancellation)
    {
        if (ProgressConsole(writesRecords) is not { } console)
        {
            return Run(images, job, writesRecords ? WriteRecord : WriteLine, static () => { }, cancellation);
        }

        return console.Progress().AutoClear(enabled: true).Start(context =>
        {
            var bar = context.AddTask("Localizing", maxValue: images.Count);
            Action<ImageFile, PredictionRecord> tell = writesRecords ? WriteRecord
                : Console.IsOutputRedirected ? WriteLine
                : (image, record) => console.WriteLine(Line(image, record));
            return Run(images, job, tell, () => bar.Increment(1), cancellation);
        });
    }

    /// <summary>Standard output where it is a terminal and not taken by records, else standard error where that is one.</summary>
    private static IAnsiConsole? ProgressConsole(bool writesRecords) => (Console.IsOutputRedirected, Console.IsErrorRedirected) switch
    {
        (false, _) when !writesRecords => AnsiConsole.Console,
        (true, false) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        _ => null,
    };

    private static int Run(
        IReadOnlyList<ImageFile> images,
        LocalizeJob job,
        Action<ImageFile, PredictionRecord> tell,
        Action advance,
        CancellationToken cancellation)
    {
        var allWereImages = true;
        foreach (var image in images)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var record = job.Run(image);
                allWereImages &= record.Error is null;
                tell(image, record);
            }
            catch (Exception fault) when (fault is FileNotFoundException or UnauthorizedAccessException && !File.Exists(image.Path))
            {
                // Gone or closed to us since the folder was listed; the others can still be processed.
                allWereImages = false;
                Console.Error.WriteLine($"{image.Path}: {fault.Message}");
            }

            advance();
        }

        return allWereImages ? 0 : 1;
    }

    private static void WriteRecord(ImageFile image, PredictionRecord record) => Console.WriteLine(RecordJson.WriteLine(record));

    private static void WriteLine(ImageFile image, PredictionRecord record) => Console.WriteLine(Line(image, record));

    private static string Line(ImageFile image, PredictionRecord record) => record is { Error: { } error }
        ? $"{image.Name}: refused: {error.Message}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{image.Name}: {record.Predictions![0].Label} {record.Predictions[0].Probability:P1}, {record.Processing.DurationMs:F0} ms");
}
