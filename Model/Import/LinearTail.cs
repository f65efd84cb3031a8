using CamFunctions.Model.Graph;
using CamFunctions.Model.Import.Pooling;
using CamFunctions.Model.Import.Tail;

namespace CamFunctions.Model.Import;

/// <summary>The average of the last feature maps over all positions, and the nodes from there to the logits.</summary>
/// <param name="Average">The average.</param>
/// <param name="Nodes">Nodes in order from the average to the logits.</param>
internal sealed record LinearTail(SpatialAverage Average, IReadOnlyList<TailNode> Nodes)
{
    private static readonly IAverageRecognizer[] Averages =
        [new GlobalAveragePoolRecognizer(), new ReduceMeanRecognizer(), new AveragePoolRecognizer()];

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

    /// <summary>The constants that <see cref="ToAffineMap"/> needs.</summary>
    public IEnumerable<GraphValue> Constants => Nodes.Where(node => node.Step is not ShapeOnlyStep).SelectMany(node => node.Node.Constants);

    /// <summary>Matches linear nodes, from the logits back to an average over positions.</summary>
    public static Match<LinearTail> Find(GraphValue logits)
    {
        var nodes = new Stack<TailNode>();
        foreach (var value in logits.Origins())
        {
            if (value is not { DependsOnImage: true, Producer: { } node })
            {
                return new Refusal(
                    $"{value.Name} (no node computes it from the image)", "nothing between it and the output averages over positions");
            }

            if (FindAverage(node) is { } average)
            {
                return new LinearTail(average, [.. nodes]);
            }

            var match = FindStep(node);
            if (match.Found is null)
            {
                return match.Refusal!;
            }

            nodes.Push(match.Found);
        }

        throw new InvalidOperationException("A node that reads nothing of the image was matched.");
    }

    /// <summary>From the means of the feature maps to the logits: what the nodes do together.</summary>
    public Match<AffineMap> ToAffineMap() => Nodes.Aggregate(
        (Match<AffineMap>)AffineMap.Identity(Average.Channels), (map, node) => map.Then(found => node.Step.Follow(node, found)));

    private static SpatialAverage? FindAverage(GraphNode node) =>
        Averages.Select(recognizer => recognizer.Recognize(node)).FirstOrDefault(average => average is not null);

    private static Match<TailNode> FindStep(GraphNode node)
    {
        var step = Steps.FirstOrDefault(step => step.Recognizes(node));
        var isLinear = step is ShapeOnlyStep || !node.CombinesImageData;
        if (step is null || !isLinear || Obstacle.LaysOutGrid(node) || Obstacle.PoolsWindows(node))
        {
            return Obstacle.Explain(node, before => FindAverage(before) is not null);
        }

        return node is { Data.Shape: { } before, Output.Shape: { } after }
            ? new TailNode(step, node, before, after)
            : Refusal.At(node, "it is too far from the output, with no average over positions between");
    }
}
