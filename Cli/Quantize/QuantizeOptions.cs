using CamFunctions.Model.Quantization;

namespace CamFunctions.Cli.Quantize;

/// <summary>The arguments of the <c>quantize</c> command.</summary>
/// <param name="Model">The float32 model's file.</param>
/// <param name="Photographs">The folder of photographs; <see langword="null"/> for none.</param>
/// <param name="Ranges">A file of ranges to use; <see langword="null"/> to measure them.</param>
/// <param name="SavedRanges">Where to save the measured ranges; <see langword="null"/> for nowhere.</param>
/// <param name="Rule">How ranges follow from what is seen.</param>
/// <param name="Output">The file of the eight-bit model.</param>
internal sealed record QuantizeOptions(
    string Model,
    string? Photographs,
    string? Ranges,
    string? SavedRanges,
    RangeRule Rule,
    string Output);
