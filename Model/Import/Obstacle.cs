using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import;

/// <summary>Nodes that a class activation map can't be taken through, and why.</summary>
internal static class Obstacle
{
    private const string TakesMaximum = "it takes the maximum over positions, not the average";
    private const string Normalises = "it normalises the values by their own mean and spread, which is not linear";
    private const string IsNotLinear = "it is not linear";
    private const string Picks = "it picks out some of the values, such as a vision transformer's class token, where an average over positions should be";
    private const string Decides = "it makes a decision of the scores. Export the model so that it puts out the scores themselves";

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
        ["Sigmoid"] = "it is not linear, and if it is the end of a network for several labels at once, the pipeline's probabilities, which are a softmax, would be wrong",
        ["ReduceMean"] = "it does not average over exactly the positions of a grid of feature maps",
        ["GlobalAveragePool"] = "it does not average over the positions of a grid of feature maps",
    };

    private static readonly HashSet<string> NonLinear = new(
        [
            "Relu", "LeakyRelu", "PRelu", "ThresholdedRelu", "Elu", "Selu", "Celu", "Gelu", "FastGelu", "HardSigmoid", "HardSwish", "Mish", "Swish",
            "Softplus", "Softsign", "Softmax", "LogSoftmax", "Hardmax", "Tanh", "Erf", "Clip", "Abs", "Exp", "Log", "Sqrt", "Pow", "Reciprocal", "Max", "Min",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a node makes one long vector of a grid, so that what follows weighs every position by itself.</summary>
    public static bool LaysOutGrid(NodeProto node, Survey survey) =>
        node.OpType is "Flatten" or "Reshape"
        && survey.Shape(node.Input[0]) is { } before && before.Count(side => side > 1) > 1
        && survey.Shape(node.Output[0]) is { } after && after.Count(side => side > 1) == 1;

    /// <summary>Whether a pool has more than one position left, or takes anything but the average of several.</summary>
    public static bool PoolsWindows(NodeProto node, Survey survey) =>
        node.OpType is "AveragePool" or "MaxPool" or "GlobalMaxPool" or "ReduceMax" or "ReduceMean" or "GlobalAveragePool"
        && survey.Shape(node.Input[0]) is { } before && before.Count(side => side > 1) > 1;

    /// <summary>
    /// Says why the way back from the output ends at a node. Where a grid is laid out as a vector further back, that is the
    /// reason, and the dense layers and non-linearities behind it only follow from it.
    /// </summary>
    public static ModelException Explain(NodeProto node, Survey survey, Func<NodeProto, bool> isAverage)
    {
        foreach (var before in survey.Graph.Chain(node.Output[0]).Select(survey.Graph.Producer).OfType<NodeProto>().TakeWhile(before => !isAverage(before)))
        {
            if (LaysOutGrid(before, survey))
            {
                return NoActivationMap.Because(before.Title(), LaidOut(survey.Shape(before.Input[0])!));
            }
        }

        return NoActivationMap.Because(node.Title(), Reason(node, survey));
    }

    private static string LaidOut(long[] grid) =>
        $"it lays feature maps of shape [{string.Join(", ", grid)}] out as one vector, so that the dense layers behind it weigh every position by itself";

    private static string Reason(NodeProto node, Survey survey)
    {
        if (node.OpType == "AveragePool")
        {
            return $"it averages windows of {string.Join(" x ", node.Wholes("kernel_shape") ?? [])} positions, not all of [{string.Join(", ", survey.Shape(node.Input[0]) ?? [])}]";
        }

        if (NonLinear.Contains(node.OpType))
        {
            return IsNotLinear;
        }

        return Reasons.GetValueOrDefault(node.OpType) ?? (node.Input.Count(survey.Graph.IsDependent) > 1
            ? "it combines two values that both depend on the image, which no linear map does (a normalisation or a gate)"
            : $"the operator {node.OpType} is not one that is known to be linear");
    }
}
