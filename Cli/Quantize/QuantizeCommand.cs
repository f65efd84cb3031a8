using System.CommandLine;
using CamFunctions.Model.Quantization;

namespace CamFunctions.Cli.Quantize;

/// <summary><c>quantize</c>: makes a prepared float32 model into one that computes in eight bits.</summary>
internal static class QuantizeCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("MODEL") { Description = "A float32 model that 'cam prepare' or 'cam import' wrote." };
        var photographs = new Option<string?>("--photographs")
        {
            Description = "Photographs like those the model is for; a few are enough. Every fifth is not used for the ranges of the " +
                "activations but to compare both models.",
            HelpName = "FOLDER",
        };
        var ranges = new Option<string?>("--ranges")
        {
            Description = "The ranges that an earlier run saved, instead of measuring them.",
            HelpName = "FILE",
        };
        var saved = new Option<string?>("--save-ranges") { Description = "Where to save the measured ranges.", HelpName = "FILE" };
        var rule = new Option<RangeRule>("--rule")
        {
            Description = "How ranges follow from what is seen: percentile (all values but one in a million at each end), " +
                "minimumMaximum or squaredError.",
            HelpName = "NAME",
        };
        var output = new Option<string>("--out") { Description = "The file of the eight-bit model.", HelpName = "FILE", Required = true };
        var command = new Command("quantize", "Make a model that computes in eight bits: a third of the size, up to three times as fast.")
        {
            path, photographs, ranges, saved, rule, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(photographs) is null && result.GetValue(ranges) is null)
            {
                result.AddError("Give --photographs to measure the ranges of the activations, or --ranges with those of an earlier run.");
            }
        });
        command.SetAction(parsed => QuantizeJob.Run(new QuantizeOptions(
            Path.GetFullPath(parsed.GetValue(path)!),
            parsed.GetValue(photographs),
            parsed.GetValue(ranges),
            parsed.GetValue(saved),
            parsed.GetValue(rule),
            Path.GetFullPath(parsed.GetValue(output)!))));
        return command;
    }
}
