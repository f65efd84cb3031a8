using CamFunctions.Model.Cam;
using CamFunctions.Model.Graph;
using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Import;

/// <summary>Runs a prepared model on the image that the network itself ran on, and compares.</summary>
internal static class ImportProof
{
    /// <summary>In shares of the range: float32 sums in another order differ by 1e-5, a wrong weight by far more than this.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>
    /// For networks that compute their own scores in float16 or whole numbers. The prepared model does that last part in
    /// float32, so what differs is what they round.
    /// </summary>
    private const double RoundedTolerance = 2e-2;

    /// <summary>Keeps scores that are all the same from dividing by nothing.</summary>
    private const double MinimumRange = 1e-6;

    /// <param name="path">The prepared model.</param>
    /// <param name="network">A run of the network itself.</param>
    /// <param name="input">What the network takes.</param>
    /// <param name="end">What was found at its end.</param>
    /// <param name="preprocessing">What the prepared model does first; <see langword="null"/> for nothing.</param>
    /// <exception cref="ModelException">They differ too much, or the prepared model does not run.</exception>
    public static ProofDifferences Check(string path, Observation network, NetworkInput input, NetworkEnd end, Preprocessing? preprocessing)
    {
        var image = new ProofImage(network.Height, network.Width);
        using var tensor = preprocessing is null ? image.ForNetwork(input, preprocessing) : image.ForPrepared();
        var prepared = Run(path, tensor);
        // A softmax of large logits is all zeros and a one, whatever they are; so the logits are compared as well.
        var scores = Math.Max(
            Difference(Numbers(network, end.Scores.Output), ScoresOf(prepared, end.Scores.Kind)),
            Difference(Numbers(network, end.Scores.Logits), ScoresOf(prepared, ScoreKind.Logits)));
        var invariant = prepared.InvariantDifference / Math.Max(prepared.Range, MinimumRange);
        var tolerance = end.IsRounded ? RoundedTolerance : Tolerance;

        // Written so that a difference which is not a number fails too.
        return scores <= tolerance && invariant <= Tolerance
            ? new ProofDifferences(scores, invariant)
            : throw new ModelException(
                $"The prepared model does not agree with the network: the scores differ by {scores:G2} of their range " +
                $"(at most {tolerance} is rounding), mean(M_c) + b_c from logit_c by {invariant:G2} (at most {Tolerance}). " +
                "Please report it, with the network if you may.");
    }

    /// <summary>The largest difference, in shares of the range; not a number if one is not.</summary>
    private static double Difference(float[] expected, IEnumerable<double> found) =>
        expected.Zip(found, (one, other) => Math.Abs(one - other)).Aggregate(0.0, Math.Max)
        / Math.Max(expected.Max() - (double)expected.Min(), MinimumRange);

    private static float[] Numbers(Observation network, GraphValue value) =>
        network.Of(value)?.Numbers ?? throw new ModelException($"The network's scores {value.Name} are not fractional numbers.");

    private static CamOutput Run(string path, OrtValue image)
    {
        try
        {
            using var options = Sessions.Unoptimized();
            using var session = new PreparedSession(path, options);
            return session.Run(image);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException(
                $"ONNX Runtime can't run the prepared model: {exception.Message} Please report it, with the network if you may.",
                exception);
        }
    }

    private static IEnumerable<double> ScoresOf(CamOutput prepared, ScoreKind kind)
    {
        switch (kind)
        {
            case ScoreKind.Probabilities:
                return prepared.Probabilities.Select(probability => (double)probability);
            case ScoreKind.LogProbabilities:
                var largest = prepared.Logits.Max();
                var total = largest + Math.Log(prepared.Logits.Sum(logit => Math.Exp(logit - (double)largest)));
                return prepared.Logits.Select(logit => logit - total);
            default:
                return prepared.Logits.Select(logit => (double)logit);
        }
    }
}
