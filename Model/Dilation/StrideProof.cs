using CamFunctions.Model.Cam;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Dilation;

/// <summary>Runs a network before and after its stride was halved on the same images, and compares.</summary>
public static class StrideProof
{
    /// <summary>In shares of the logits' range. The same sums in another order differ by 1e-6.</summary>
    private const double LogitTolerance = 1e-5;

    /// <summary>In shares of the maps' range.</summary>
    private const double MapTolerance = 1e-4;

    /// <summary>Keeps values that are all the same from dividing by nothing.</summary>
    private const double MinimumRange = 1e-6;

    /// <returns>The largest difference of a logit, in shares of their range.</returns>
    /// <param name="original">The prepared model with the network's own stride.</param>
    /// <param name="halved">The rewritten one.</param>
    /// <param name="images">What both run on.</param>
    /// <exception cref="ModelException">They differ by more than rounding, or the rewritten one does not run.</exception>
    public static double Check(string original, string halved, IReadOnlyList<OrtValue> images)
    {
        try
        {
            using var before = new PreparedSession(original);
            var expected = images.Select(before.Run).ToArray();
            using var after = new PreparedSession(halved);
            return expected.Zip(images, (output, image) => Compare(output, after.Run(image))).Max();
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException(
                $"ONNX Runtime can't run the network with half its stride: {exception.Message} Keep the network's own stride.", exception);
        }
    }

    /// <param name="original">The prepared model with the network's own stride.</param>
    /// <param name="halved">The rewritten one.</param>
    /// <param name="sizes">Heights and widths to try.</param>
    /// <inheritdoc cref="Check(string, string, IReadOnlyList{OrtValue})"/>
    public static double Check(string original, string halved, params (int Height, int Width)[] sizes)
    {
        var images = sizes.Select(size => NetworkImage.Random(size.Height, size.Width).ToTensor()).ToArray();
        try
        {
            return Check(original, halved, images);
        }
        finally
        {
            Array.ForEach(images, image => image.Dispose());
        }
    }

    private static double Compare(CamOutput expected, CamOutput found)
    {
        var logits = Difference(expected.Logits, found.Logits);
        var maps = Difference([.. expected.Maps.SelectMany(map => map)], [.. found.Maps.SelectMany(found.AveragedCells)]);

        // Written so that a difference which is not a number fails too.
        return logits <= LogitTolerance && maps <= MapTolerance
            ? logits
            : throw new ModelException(
                $"With half its stride the network is not the same: its logits differ by {logits:G2} of their range (at most " +
                $"{LogitTolerance} is rounding) and its maps by {maps:G2} (at most {MapTolerance}). Keep the network's own stride.");
    }

    private static double Difference(float[] expected, float[] found) => expected.Length != found.Length
        ? double.PositiveInfinity
        : expected.Zip(found, (one, other) => Math.Abs(one - (double)other)).Aggregate(0.0, Math.Max)
            / Math.Max(expected.Max() - (double)expected.Min(), MinimumRange);
}
