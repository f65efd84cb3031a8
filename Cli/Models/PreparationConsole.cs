using CamFunctions.Cli.Output;
using Spectre.Console;

namespace CamFunctions.Cli.Models;

/// <summary>
/// Prepares the ResNet-50 and shows the steps on standard error: a bar on a terminal, otherwise a line per step. Standard output is for
/// the results of the command that needs the model.
/// </summary>
internal static class PreparationConsole
{
    /// <summary>Number of steps of <see cref="ModelPreparation"/> and <see cref="QuantizedPreparation"/>.</summary>
    private const int Steps = 8;

    /// <summary>Prepares the models that do not exist yet.</summary>
    /// <param name="path">The float32 model.</param>
    /// <param name="quantizedPath">The eight-bit model; <see langword="null"/> if only the other is needed.</param>
    /// <param name="tarball">The package's tarball; <see langword="null"/> to download it.</param>
    /// <param name="stride">Pixels per cell.</param>
    /// <param name="cancellation">Stops without leaving files behind.</param>
    /// <exception cref="Model.ModelException">The package can't be downloaded or has the wrong hash.</exception>
    public static async Task EnsureAsync(
        string path, string? quantizedPath, string? tarball, int stride, CancellationToken cancellation)
    {
        if (!File.Exists(path) || !File.Exists(quantizedPath ?? path))
        {
            await (Console.IsErrorRedirected ? PrepareAsync(Terminal.WriteErrorLine) : ShowBarAsync(PrepareAsync));
        }

        async Task PrepareAsync(Action<string> report)
        {
            await ModelPreparation.EnsureAsync(path, tarball, stride, report, cancellation);
            if (quantizedPath is not null)
            {
                await QuantizedPreparation.EnsureAsync(path, quantizedPath, report, cancellation);
            }
        }
    }

    /// <summary>The bar counts steps. The longest is the download, about which npm reports nothing until it is finished.</summary>
    private static Task ShowBarAsync(Func<Action<string>, Task> prepare) => AnsiConsole
        .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
        .Progress()
        .Columns(
            new SpinnerColumn(),
            new ProgressBarColumn(),
            new ElapsedTimeColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(async context =>
        {
            // The first step may have to wait for another process that prepares the same model.
            var bar = context.AddTask("Preparing the model (once)", maxValue: Steps);
            await prepare(step =>
            {
                bar.Description = Markup.Escape(step);
                bar.Increment(1);
            });
            bar.Value = Steps;
        });
}
