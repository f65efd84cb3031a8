using CamFunctions.Model.Graph;
using CamFunctions.Model.Import.Tail;

namespace CamFunctions.Model.Import;

/// <summary>Nodes that a class activation map can't be taken through, and why.</summary>
internal static class Obstacle
{
    private const string TakesMaximum = "it takes the maximum over positions, not the average";
    private const string Normalises = "it normalises the values by their own mean and spread, which is not linear";
    private const string IsNotLinear = "it is not linear";
    private const string Picks =
        "it picks out some of the values, such as a vision transformer's class token, where an average over positions should be";
    private const string Decides = "it picks a class by the scores. Export the model so that it outputs the scores themselves";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["GlobalMaxPool"] = TakesMaximum,
        ["MaxPool"] = TakesMaximum,
        ["ReduceMax"] = TakesMaximum,
        ["LayerNormalization"] = Normalises,
        ["SimplifiedLayerNormalization"] = Normalises,
        ["SkipLayerNormalization"] = Normalises,
        ["RMSNormalization"] = Normalises,
        ["GroupNormalization"] = Normalises,
        ["GroupNorm"] = Normalises,
        ["InstanceNormalization"] = Normalises,
        ["LpNormalization"] = Normalises,
        ["MeanVarianceNormalization"] = Normalises,
        ["Gather"] = Picks,
        ["GatherND"] = Picks,
        ["GatherElements"] = Picks,
        ["Slice"] = Picks,
        ["Split"] = Picks,
        ["ArgMax"] = Decides,
        ["TopK"] = Decides,
        ["Concat"] = "it joins values of several origins, so that there is not one average of feature maps",
        ["Sigmoid"] =
            "it is not linear, and if it is the end of a network for several labels at once, the pipeline's probabilities, " +
            "which are a softmax, would be wrong",
        ["ReduceMean"] = "it does not average over exactly the positions of a grid of feature maps",
        ["GlobalAveragePool"] = "it does not average over the positions of a grid of feature maps",
    };

    private static readonly HashSet<string> NonLinear = new(
        [
            "Relu", "LeakyRelu", "PRelu", "ThresholdedRelu", "Elu", "Selu", "Celu", "Gelu", "FastGelu", "HardSigmoid", "HardSwish", "Mish",
            "Swish", "Softplus", "Softsign", "Softmax", "LogSoftmax", "Hardmax", "Tanh", "Erf", "Clip", "Abs", "Exp", "Log", "Sqrt", "Pow",
            "Reciprocal", "Max", "Min",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a node makes one long vector of a grid, so that what follows weighs every position by itself.</summary>
    public static bool LaysOutGrid(GraphNode node) =>
        node is { Operator: "Flatten" or "Reshape", Data.Shape.IsVector: false, Output.Shape.IsVector: true };

    /// <summary>Whether a pool takes more than a single position.</summary>
    public static bool PoolsWindows(GraphNode node) => new SingleCellPoolStep().Recognizes(node) && node.Data is { Shape.IsVector: false };

    /// <summary>
    /// Says why the way back from the output ends at a node. Where a grid is laid out as a vector further back, that is the
    /// reason, and the dense layers and non-linearities behind it only follow from it.
    /// </summary>
    public static Refusal Explain(GraphNode node, Func<GraphNode, bool> isAverage)
    {
        if (node.Operator == "If")
        {
            return Refusal.At(node, Undecided(node));
        }

        var before = node.Output.Origins().Select(value => value.Producer).OfType<GraphNode>().TakeWhile(producer => !isAverage(producer));
        return before.FirstOrDefault(LaysOutGrid) is { } layout
            ? Refusal.At(layout, $"it lays feature maps of shape {layout.Data!.Shape} out as one vector, " +
                "so that the dense layers behind it weigh every position by itself")
            : Refusal.At(node, Reason(node));
    }

    private static string Undecided(GraphNode choice) => choice.Input(0)!.Dependence == ImageDependence.Pixels
        ? "which of its branches runs depends on the pixels, which no linear map does"
        : "which of its branches runs depends on the size of the image. Give the one side that images will have with --side";

    private static string Reason(GraphNode node) => node switch
    {
        { Operator: "AveragePool" } =>
            $"it averages windows of {string.Join(" x ", node.GetIntegers("kernel_shape") ?? [])} positions, not all of {node.Data?.Shape}",
        _ when NonLinear.Contains(node.Operator) => IsNotLinear,
        _ when Reasons.TryGetValue(node.Operator, out var reason) => reason,
        { CombinesImageData: true } =>
            "it combines two values that both depend on the image, which no linear map does (a normalisation or a gate)",
        _ => $"the operator {node.Operator} is not one that is known to be linear",
    };
}
