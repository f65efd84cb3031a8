using CamFunctions.Cli.Images;
using CamFunctions.Cli.Models;
using CamFunctions.Cli.Options;
using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Quantization;

namespace CamFunctions.Cli.Quantize;

/// <summary>Quantises a model: measures ranges or reads them, writes the model, and compares it with the one it was made from.</summary>
internal static class QuantizeJob
{
    /// <summary>Of the photographs, every fifth is for the comparison only.</summary>
    private const int ComparisonShare = 5;

    /// <exception cref="ModelException">The model can't be quantised, or the ranges are not its own.</exception>
    /// <exception cref="CommandException">There are no photographs, or too few.</exception>
    public static void Run(QuantizeOptions options)
    {
        if (!File.Exists(options.Model))
        {
            throw new ModelException($"The model {options.Model} does not exist.");
        }

        var (forRanges, forComparison) = Photographs(options);
        using var file = new NewModelFile(options.Output);
        var quantizer = Quantizer.Open(options.Model, file.ScratchFolder);
        var ranges = options.Ranges is { } path ? ActivationRanges.Read(path) : quantizer.Calibrate(forRanges, options.Rule);
        quantizer.Write(ranges, file.TemporaryPath);
        if (forComparison.Length > 0)
        {
            PrecisionReport.Write(PrecisionComparison.Of(options.Model, file.TemporaryPath, forComparison));
        }

        if (options.SavedRanges is { } saved)
        {
            ranges.Write(saved);
        }

        file.Commit();
        PrecisionReport.WriteSizes(options.Model, options.Output);
    }

    private static (NetworkImage[] ForRanges, NetworkImage[] ForComparison) Photographs(QuantizeOptions options)
    {
        if (options.Photographs is not { } folder)
        {
            return ([], []);
        }

        var images = NetworkImages.Read(folder, options.Model);
        if (options.Ranges is not null)
        {
            return ([], images);
        }

        if (images.Length < 2)
        {
            throw new CommandException($"{folder} has one photograph; at least two are needed, one of them for the comparison.");
        }

        return (ForRanges(images), [.. images.Where((_, index) => IsForComparison(index))]);
    }

    /// <summary>The images for the ranges among these, each with its mirror image.</summary>
    internal static NetworkImage[] ForRanges(IEnumerable<NetworkImage> images) =>
        [.. images.Where((_, index) => !IsForComparison(index)).SelectMany(image => new[] { image, image.Mirrored() })];

    /// <summary>The first is, so that even two photographs are enough.</summary>
    private static bool IsForComparison(int index) => index % ComparisonShare == 0;
}
