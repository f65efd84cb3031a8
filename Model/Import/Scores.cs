using CamFunctions.Model.Graph;
using CamFunctions.Model.Import.Tail;

namespace CamFunctions.Model.Import;

/// <summary>A network's output, and the logits it is made from.</summary>
/// <param name="Output">The output.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Logits">The value that the softmax is taken of, if there is one; else the output.</param>
internal sealed record Scores(GraphValue Output, ScoreKind Kind, GraphValue Logits)
{
    /// <summary>Before this operator set a softmax went over all dimensions from its axis on; since, over that one.</summary>
    private const long OneAxisOperatorSet = 13;

    /// <summary>Matches one score for each of several classes, with an optional softmax behind which only the shape may change.</summary>
    public static Match<Scores> Find(GraphValue output, long operatorSet)
    {
        if (output.Shape is not { } shape || shape.Sides.Count(side => side > 1) != 1)
        {
            return new Refusal(
                $"{output.Name} (the output)",
                $"it has the shape {output.Shape?.ToString() ?? "[]"} for one image, not a score for each of several classes");
        }

        var last = output.Origins().Select(value => value.Producer).FirstOrDefault(node => node is null || !KeepsScores(node));
        if (last is not { Operator: "Softmax" or "LogSoftmax", Data: { Shape: { } shapeOfLogits } logits })
        {
            return new Scores(output, ScoreKind.Logits, output);
        }

        return IsOverAllClasses(last, shapeOfLogits, operatorSet)
            ? new Scores(output, last.Operator == "Softmax" ? ScoreKind.Probabilities : ScoreKind.LogProbabilities, logits)
            : Refusal.At(last, "it does not normalise over the classes");
    }

    private static bool KeepsScores(GraphNode node) => ShapeOnlyStep.IsOne(node) || QuantizationStep.IsOne(node);

    private static bool IsOverAllClasses(GraphNode softmax, TensorShape shape, long operatorSet)
    {
        var isOverOne = operatorSet >= OneAxisOperatorSet;
        var axis = (int)softmax.GetInteger("axis", isOverOne ? -1 : 1);
        var first = axis < 0 ? axis + shape.Rank : axis;
        return TensorShape.Product(shape.Sides[first..(isOverOne ? first + 1 : shape.Rank)]) == shape.Count;
    }
}
