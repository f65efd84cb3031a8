using CamFunctions.Model.Cam;
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
    private const double SmallestRange = 1e-6;

    /// <returns>How much the scores differ, and mean(M_c) + b_c from logit_c, both in shares of their range.</returns>
    /// <exception cref="ModelException">By too much, or the prepared model does not run.</exception>
    public static (double Scores, double Invariant) Check(string path, TrialRun network, NetworkInput input, NetworkEnd end, ImportRequest request)
    {
        var prepared = Run(path, network.Image, input, end.Classes, request.Preprocessing);
        // A softmax of large logits is all zeros and a one, whatever they are; so the logits are compared as well.
        var difference = Math.Max(
            Difference(Numbers(network, end.Output), Scores(prepared, end.Scores)),
            Difference(Numbers(network, end.Logits), Scores(prepared, Import.Scores.Logits)));
        var invariant = prepared.InvariantDifference / Math.Max(prepared.Range, SmallestRange);
        var tolerance = end.IsRounded ? RoundedTolerance : Tolerance;

        // Written so that a difference which is not a number fails too.
        return difference <= tolerance && invariant <= Tolerance
            ? (difference, invariant)
            : throw new ModelException(
                $"The prepared model does not agree with the network: the scores differ by {difference:G2} of their range (at most {tolerance} is rounding), " +
                $"mean(M_c) + b_c from logit_c by {invariant:G2} (at most {Tolerance}). Please report it, with the network if you may.");
    }

    /// <summary>The largest difference, in shares of the range.</summary>
    private static double Difference(float[] expected, IEnumerable<double> found) =>
        expected.Zip(found, (one, other) => Math.Abs(one - other)).Max() / Math.Max(expected.Max() - (double)expected.Min(), SmallestRange);

    private static float[] Numbers(TrialRun network, string value) =>
        network.Run.Numbers.GetValueOrDefault(value) ?? throw new ModelException($"The network's scores {value} are not fractional numbers.");

    private static CamScores Run(string path, ProofImage image, NetworkInput input, int classes, Preprocessing? preprocessing)
    {
        try
        {
            using var options = Onnx.Sessions.Plain();
            using var session = new InferenceSession(path, options);
            using var tensor = preprocessing is null ? image.ForNetwork(input, preprocessing) : image.ForPrepared();
            return CamScores.Run(session, session.InputNames.Single(name => name != CamContract.TopK), tensor, classes);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelException($"ONNX Runtime can't run the prepared model: {fault.Message} Please report it, with the network if you may.", fault);
        }
    }

    private static IEnumerable<double> Scores(CamScores prepared, Scores kind)
    {
        switch (kind)
        {
            case Import.Scores.Probabilities:
                return prepared.Probabilities.Select(probability => (double)probability);
            case Import.Scores.LogProbabilities:
                var largest = prepared.Logits.Max();
                var total = largest + Math.Log(prepared.Logits.Sum(logit => Math.Exp(logit - (double)largest)));
                return prepared.Logits.Select(logit => logit - total);
            default:
                return prepared.Logits.Select(logit => (double)logit);
        }
    }
}
