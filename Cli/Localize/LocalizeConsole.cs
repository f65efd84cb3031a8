using System.Globalization;
using CamFunctions.Cli.Images;
using CamFunctions.Cli.Output;
using CamFunctions.Shared.Records;
using Spectre.Console;

namespace CamFunctions.Cli.Localize;

/// <summary>Shows the results of files and the progress: a line per image, and a progress bar on a terminal.</summary>
internal static class LocalizeConsole
{
    /// <returns>Whether all files were processed.</returns>
    /// <param name="results">The results of the files, as they come.</param>
    /// <param name="count">The number of files.</param>
    /// <param name="writesRecords">Whether to write records to standard output, instead of lines.</param>
    public static Task<bool> ShowAsync(IAsyncEnumerable<LocalizeResult> results, int count, bool writesRecords)
    {
        Action<ImageFile, PredictionRecord> writeResult = writesRecords
            ? (_, record) => Terminal.WriteLine(RecordJson.WriteLine(record))
            : (image, record) => Terminal.WriteLine(Line(image, record));
        if (ProgressConsole(writesRecords) is not { } console)
        {
            return ShowAsync(results, writeResult, Terminal.WriteErrorLine, static () => { });
        }

        return console.Progress().AutoClear(enabled: true).StartAsync(context =>
        {
            var bar = context.AddTask("Localizing", maxValue: count);
            // While the bar is shown, other lines must go through its console.
            var show = Console.IsOutputRedirected ? writeResult : (image, record) => Write(Line(image, record));
            return ShowAsync(results, show, Write, () => bar.Increment(1));

            void Write(string line) => Terminal.WriteLine(console, line);
        });
    }

    /// <summary>Standard output if it is a terminal and not used for records, otherwise standard error if it is a terminal.</summary>
    private static IAnsiConsole? ProgressConsole(bool writesRecords) => (Console.IsOutputRedirected, Console.IsErrorRedirected) switch
    {
        (false, _) when !writesRecords => AnsiConsole.Console,
        (true, false) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        _ => null,
    };

    private static async Task<bool> ShowAsync(
        IAsyncEnumerable<LocalizeResult> results,
        Action<ImageFile, PredictionRecord> show,
        Action<string> fail,
        Action advance)
    {
        var allWereImages = true;
        await foreach (var result in results)
        {
            allWereImages &= result.Record is { Error: null };
            if (result.Record is { } record)
            {
                show(result.Image, record);
            }
            else
            {
                fail($"{result.Image.Name}: failed: {result.Failure}");
            }

            advance();
        }

        return allWereImages;
    }

    private static string Line(ImageFile image, PredictionRecord record) => record is { Error: { } error }
        ? $"{image.Name}: refused: {error.Message}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{image.Name}: {record.Predictions![0].Label} {record.Predictions[0].Probability:P1}, {record.Processing.DurationMs:F0} ms" +
            $"{string.Concat(record.Warnings?.Select(warning => $". {warning}") ?? [])}");
}
