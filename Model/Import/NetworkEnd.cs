using CamFunctions.Model.Import.Pooling;
using CamFunctions.Model.Import.Tail;
using CamFunctions.Model.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Import;

/// <summary>
/// The definition of class activation mapping on a graph. From an output, back over an optional softmax and over linear nodes,
/// to the average of the last feature maps over all positions; and from there forwards again, the weights of the classes as
/// what the linear nodes do together.
/// </summary>
/// <param name="Output">The network's output.</param>
/// <param name="Scores">What it is.</param>
/// <param name="Logits">The value that the softmax is taken of, if there is one; else the output.</param>
/// <param name="Average">The feature maps that are averaged.</param>
/// <param name="Classifier">From their means to the logits.</param>
/// <param name="IsRounded">Whether the network itself computes its scores with float16 or with whole numbers.</param>
internal sealed record NetworkEnd(string Output, Scores Scores, string Logits, SpatialAverage Average, AffineMap Classifier, bool IsRounded)
{
    private static readonly IAverageRecognizer[] Averages = [new GlobalAveragePoolRecognizer(), new ReduceMeanRecognizer(), new AveragePoolRecognizer()];

    private static readonly ITailStep[] Steps =
    [
        new ShapeOnlyStep(),
        new GemmStep(),
        new MatMulStep(),
        new PointwiseConvolutionStep(),
        new BatchNormalizationStep(),
        new ElementwiseStep(),
        new QuantizationStep(),
        new SingleCellPoolStep(),
    ];

    public int Classes => Classifier.Rows;

    /// <exception cref="ModelException">The output is not linear in an average over positions.</exception>
    public static NetworkEnd Find(Survey survey, string output)
    {
        if (survey.Shape(output) is not { } shape || shape.Count(side => side > 1) != 1)
        {
            throw NoActivationMap.Because(
                $"{output} (the output)",
                $"it has the shape [{string.Join(", ", survey.Shape(output) ?? [])}] for one image, not a score for each of several classes");
        }

        var (scores, logits) = Softmax(survey, output);
        var (average, tail) = WalkBack(survey, logits);
        var map = AffineMap.Identity(average.Channels);
        foreach (var (step, node) in tail)
        {
            map = step.Follow(node, map);
        }

        var values = tail.Select(entry => entry.Node.Node.Output[0]).Append(average.FeatureMaps).Append(output);
        return new NetworkEnd(output, scores, logits, average, map, values.Any(value => survey.Values[value].Type is not (TensorElementType.Float or TensorElementType.Double)));
    }

    /// <summary>The optional softmax at the end, behind which there may be nodes that only change the shape.</summary>
    private static (Scores Scores, string Logits) Softmax(Survey survey, string output)
    {
        foreach (var value in survey.Graph.Chain(output))
        {
            switch (survey.Graph.Producer(value))
            {
                case { OpType: "Softmax" or "LogSoftmax" } node:
                    return TakesAllScores(node, survey)
                        ? (node.OpType == "Softmax" ? Scores.Probabilities : Scores.LogProbabilities, node.Input[0])
                        : throw NoActivationMap.Because(node.Title(), "it does not normalise over the classes");
                case { } node when new ShapeOnlyStep().Recognizes(node) || new QuantizationStep().Recognizes(node):
                    break;
                default:
                    return (Scores.Logits, output);
            }
        }

        return (Scores.Logits, output);
    }

    /// <summary>Over one dimension since operator set 13, over all from one on before.</summary>
    private static bool TakesAllScores(NodeProto node, Survey survey)
    {
        var shape = survey.Shape(node.Input[0])!;
        var isOverOne = survey.Graph.Opset >= 13;
        var axis = (int)node.Whole("axis", isOverOne ? -1 : 1);
        var first = axis < 0 ? axis + shape.Length : axis;
        var end = isOverOne ? first + 1 : shape.Length;
        return shape[first..end].Aggregate(1L, (product, side) => product * side) == shape.Aggregate(1L, (product, side) => product * side);
    }

    private static (SpatialAverage Average, Stack<(ITailStep Step, TailNode Node)> Tail) WalkBack(Survey survey, string logits)
    {
        var tail = new Stack<(ITailStep, TailNode)>();
        var value = logits;
        while (true)
        {
            var node = survey.Graph.Producer(value) is { } producer && survey.Graph.IsDependent(value)
                ? producer
                : throw NoActivationMap.Because($"{value} (no node makes it of the image)", "nothing between it and the output averages over positions");
            if (FindAverage(node, survey) is { } average)
            {
                return (average, tail);
            }

            var step = Step(node, survey);
            var described = Describe(node, survey);
            tail.Push((step, described));
            value = node.Input[described.Data];
        }
    }

    private static SpatialAverage? FindAverage(NodeProto node, Survey survey) =>
        Averages.Select(recognizer => recognizer.Recognize(node, survey)).FirstOrDefault(average => average is not null);

    private static ITailStep Step(NodeProto node, Survey survey)
    {
        var step = Steps.FirstOrDefault(step => step.Recognizes(node));
        var isMixed = step is not ShapeOnlyStep && node.Input.Count(survey.Graph.IsDependent) > 1;
        return step is null || isMixed || Obstacle.LaysOutGrid(node, survey) || Obstacle.PoolsWindows(node, survey)
            ? throw Obstacle.Explain(node, survey, before => FindAverage(before, survey) is not null)
            : step;
    }

    private static TailNode Describe(NodeProto node, Survey survey)
    {
        var data = survey.Graph.DataInput(node);
        return new TailNode(node, data, Shape(node.Input[data]), Shape(node.Output[0]), survey.Graph, survey.Constants);

        long[] Shape(string value) => survey.Shape(value) ?? throw NoActivationMap.Because(node.Title(), "it is too far from the output, with no average over positions between");
    }
}
