using System.Globalization;
using CamFunctions.Shared.Records;
using Spectre.Console;

namespace CamFunctions.Cli.Localize;

/// <summary>Processes files and shows progress: a line per image, and a progress bar on a terminal.</summary>
internal static class LocalizeConsole
{
    /// <returns>Whether all files were processed.</returns>
    public static Task<bool> ShowAsync(IReadOnlyList<ImageFile> images, LocalizeJob job, bool writesRecords, CancellationToken cancellation)
    {
        Action<ImageFile, PredictionRecord> writeResult = writesRecords
            ? (_, record) => Console.WriteLine(RecordJson.WriteLine(record))
            : (image, record) => Console.WriteLine(Line(image, record));
        if (ProgressConsole(writesRecords) is not { } console)
        {
            return RunAsync(images, job, writeResult, Console.Error.WriteLine, static () => { }, cancellation);
        }

        return console.Progress().AutoClear(enabled: true).StartAsync(context =>
        {
            var bar = context.AddTask("Localizing", maxValue: images.Count);
            // While the bar is shown, other lines must go through its console.
            var show = Console.IsOutputRedirected ? writeResult : (image, record) => console.WriteLine(Line(image, record));
            return RunAsync(images, job, show, line => console.WriteLine(line), () => bar.Increment(1), cancellation);
        });
    }

    /// <summary>Standard output if it is a terminal and not used for records, otherwise standard error if it is a terminal.</summary>
    private static IAnsiConsole? ProgressConsole(bool writesRecords) => (Console.IsOutputRedirected, Console.IsErrorRedirected) switch
    {
        (false, _) when !writesRecords => AnsiConsole.Console,
        (true, false) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        _ => null,
    };

    private static async Task<bool> RunAsync(
        IReadOnlyList<ImageFile> images,
        LocalizeJob job,
        Action<ImageFile, PredictionRecord> show,
        Action<string> fail,
        Action advance,
        CancellationToken cancellation)
    {
        var allWereImages = true;
        foreach (var image in images)
        {
            cancellation.ThrowIfCancellationRequested();
            var record = await job.RunAsync(image, fail, cancellation);
            allWereImages &= record is { Error: null };
            if (record is not null)
            {
                show(image, record);
            }

            advance();
        }

        return allWereImages;
    }

    private static string Line(ImageFile image, PredictionRecord record) => record is { Error: { } error }
        ? $"{image.Name}: refused: {error.Message}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{image.Name}: {record.Predictions![0].Label} {record.Predictions[0].Probability:P1}, {record.Processing.DurationMs:F0} ms");
}
