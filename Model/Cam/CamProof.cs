using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Cam;

/// <summary>Runs a prepared model and checks that its maps are what class activation maps must be.</summary>
public static class CamProof
{
    /// <summary>
    /// Sums over 2,048 channels and 100 cells in float32, in another order than the network's own, differ by about 1e-6 of the
    /// logits' range; a wrong map differs by far more than this.
    /// </summary>
    private const double Tolerance = 1e-4;

    /// <returns>The largest difference between mean(M_c) + b_c and logit_c, over all classes and sizes.</returns>
    /// <param name="path">The prepared model.</param>
    /// <param name="sizes">Heights and widths to try.</param>
    /// <exception cref="ModelException">The model does not run, or the difference is more than rounding.</exception>
    public static double CheckInvariant(string path, params (int Height, int Width)[] sizes)
    {
        try
        {
            using var session = new PreparedSession(path);
            return sizes.Max(size => CheckInvariant(session, size.Height, size.Width));
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException(
                $"ONNX Runtime can't run the prepared model: {exception.Message} This is an error of the Model tool. Please report it.",
                exception);
        }
    }

    private static double CheckInvariant(PreparedSession session, int height, int width)
    {
        using var image = NetworkImage.Random(height, width).ToTensor();
        var output = session.Run(image);
        return output.InvariantDifference <= Tolerance * Math.Max(output.Range, 1)
            ? output.InvariantDifference
            : throw new ModelException(
                $"The prepared model is wrong: at {height} x {width} the mean of a map plus its bias differs from the logit by " +
                $"{output.InvariantDifference:G3}. This is an error of the Model tool. Please report it.");
    }
}
