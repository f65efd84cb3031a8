using System.Globalization;
using CamFunctions.Cli.Output;
using CamFunctions.Model.Quantization;

namespace CamFunctions.Cli.Quantize;

/// <summary>Prints how a quantised model compares with the one it was made from.</summary>
internal static class PrecisionReport
{
    private const double Megabyte = 1e6;

    public static void Write(PrecisionComparison comparison)
    {
        Print($"photographs not used for the ranges: {comparison.Images}, the same best class on {comparison.SameClass}");
        Print($"correlation of its maps: mean {comparison.MeanCorrelation:F4}, 5th percentile {comparison.LowCorrelation:F4}");
        Print($"network, median in turns: {comparison.QuantizedMilliseconds:F1} ms; float32 {comparison.FloatMilliseconds:F1} ms");
        Print($"maximum difference between mean(M_c) + b_c and logit_c: {comparison.InvariantDifference:G2} of the range");
    }

    public static void WriteSizes(string floatModel, string quantized)
    {
        Print($"size: {Megabytes(quantized):F1} MB; float32 {Megabytes(floatModel):F1} MB");
        Print($"Done. Use it with the setting ModelPath: {quantized}");
    }

    private static double Megabytes(string model) =>
        new[] { model, ModelFiles.WeightsOf(model) }.Where(File.Exists).Sum(file => new FileInfo(file).Length) / Megabyte;

    private static void Print(FormattableString line) => Terminal.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
