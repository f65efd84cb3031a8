using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Cam;

/// <summary>What a prepared model says of all its classes for one image, in the classes' order.</summary>
/// <param name="Logits">[classes].</param>
/// <param name="Probabilities">[classes].</param>
/// <param name="InvariantDifference">The largest difference between mean(M_c) + b_c and logit_c.</param>
public sealed record CamScores(float[] Logits, float[] Probabilities, double InvariantDifference)
{
    private static readonly string[] OutputNames =
        [CamContract.Classes, CamContract.Probabilities, CamContract.Logits, CamContract.Biases, CamContract.Maps];

    /// <summary>Largest minus smallest logit.</summary>
    public double Range => Logits.Max() - Logits.Min();

    /// <param name="session">A prepared model.</param>
    /// <param name="input">The name of its image input.</param>
    /// <param name="image">An image as it takes them.</param>
    /// <param name="classes">How many classes it has.</param>
    /// <exception cref="OnnxRuntimeException">The model does not run on such an image.</exception>
    public static CamScores Run(InferenceSession session, string input, OrtValue image, int classes)
    {
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { classes }, [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [input, CamContract.TopK], [image, topK], OutputNames);

        var order = outputs[0].GetTensorDataAsSpan<long>();
        var biases = outputs[3].GetTensorDataAsSpan<float>();
        var maps = outputs[4].GetTensorDataAsSpan<float>();
        var cells = maps.Length / classes;
        var scores = new CamScores(new float[classes], new float[classes], 0);
        var difference = 0.0;
        for (var rank = 0; rank < classes; rank++)
        {
            var logit = outputs[2].GetTensorDataAsSpan<float>()[rank];
            scores.Logits[order[rank]] = logit;
            scores.Probabilities[order[rank]] = outputs[1].GetTensorDataAsSpan<float>()[rank];
            difference = Math.Max(difference, Math.Abs(Mean(maps.Slice(rank * cells, cells)) + biases[rank] - logit));
        }

        return scores with { InvariantDifference = difference };
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
