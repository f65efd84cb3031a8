using CamFunctions.Cli.Output;
using Spectre.Console;

namespace CamFunctions.Cli.Progress;

/// <summary>Shows the progress of long work: a progress bar on a terminal, otherwise a line every few seconds.</summary>
internal static class ProgressConsole
{
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <param name="work">Does the work; its argument prints a line.</param>
    /// <param name="progress">How far it is.</param>
    public static Task ShowAsync(Func<Action<string>, Task> work, IWorkProgress progress) =>
        Console.IsOutputRedirected ? ShowLinesAsync(work, progress) : ShowBarAsync(work, progress);

    private static async Task ShowLinesAsync(Func<Action<string>, Task> work, IWorkProgress progress)
    {
        var running = work(Terminal.WriteLine);
        using var interval = new PeriodicTimer(LineInterval);
        while (await Task.WhenAny(running, interval.WaitForNextTickAsync().AsTask()) != running)
        {
            Terminal.WriteLine(progress.Line);
        }

        await running;
    }

    private static Task ShowBarAsync(Func<Action<string>, Task> work, IWorkProgress progress) => AnsiConsole.Progress()
        .AutoClear(enabled: true)
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(async context =>
        {
            var bar = context.AddTask(progress.Line, maxValue: 1);
            var running = work(line => Terminal.WriteLine(AnsiConsole.Console, line));
            using var interval = new PeriodicTimer(RedrawInterval);
            while (await Task.WhenAny(running, interval.WaitForNextTickAsync().AsTask()) != running)
            {
                bar.IsIndeterminate = progress.Total is null;
                bar.MaxValue = Math.Max(1, progress.Total ?? 1);
                bar.Value = progress.Finished;
                bar.Description = progress.Line;
            }

            await running;
        });
}
