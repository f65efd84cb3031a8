using Spectre.Console;

namespace CamFunctions.Cli.Backfill;

/// <summary>Shows the progress of a backfill: a progress bar on a terminal, otherwise a line every few seconds.</summary>
internal static class BackfillConsole
{
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <param name="work">Runs the backfill; its argument prints a line.</param>
    /// <param name="tally">The counts so far.</param>
    public static Task ShowAsync(Func<Action<string>, Task> work, BackfillTally tally) =>
        Console.IsOutputRedirected ? ShowLinesAsync(work, tally) : ShowBarAsync(work, tally);

    private static async Task ShowLinesAsync(Func<Action<string>, Task> work, BackfillTally tally)
    {
        var running = work(Console.WriteLine);
        using var interval = new PeriodicTimer(LineInterval);
        while (await Task.WhenAny(running, interval.WaitForNextTickAsync().AsTask()) != running)
        {
            Console.WriteLine(tally.Line);
        }

        await running;
    }

    private static Task ShowBarAsync(Func<Action<string>, Task> work, BackfillTally tally) => AnsiConsole.Progress()
        .AutoClear(enabled: true)
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(async context =>
        {
            var bar = context.AddTask(tally.Line, maxValue: 1);
            var running = work(line => AnsiConsole.Console.WriteLine(line));
            using var interval = new PeriodicTimer(RedrawInterval);
            while (await Task.WhenAny(running, interval.WaitForNextTickAsync().AsTask()) != running)
            {
                bar.MaxValue = Math.Max(1, tally.Listed);
                bar.Value = tally.Finished;
                bar.Description = tally.Line;
            }

            await running;
        });
}
