using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Quantization;

/// <summary>
/// Which of a network's values are stored in eight bits. A node is computed in eight bits if it reads such values and its result,
/// after an activation that only clips, is one as well. Everything else stays float32: activations with curves, and the CAM head.
/// </summary>
internal sealed class EightBitPlan
{
    private readonly Dictionary<GraphValue, GraphValue> scaledLike = [];
    private readonly HashSet<GraphNode> absorbed = [];
    private readonly List<GraphNode> weighted = [];
    private readonly Func<GraphValue, bool> isFloatConstant;

    private EightBitPlan(Func<GraphValue, bool> isFloatConstant) => this.isFloatConstant = isFloatConstant;

    /// <summary>The values that are stored in eight bits.</summary>
    public IReadOnlyCollection<GraphValue> Values => scaledLike.Keys;

    /// <summary>The convolutions and matrix products whose weights are stored in eight bits.</summary>
    public IReadOnlyList<GraphNode> Weighted => weighted;

    /// <param name="graph">A prepared model.</param>
    /// <param name="featureMaps">The last feature maps, where the CAM head begins.</param>
    /// <param name="isFloatConstant">Whether a value is a float32 initializer.</param>
    public static EightBitPlan Of(OnnxGraph graph, GraphValue featureMaps, Func<GraphValue, bool> isFloatConstant)
    {
        var plan = new EightBitPlan(isFloatConstant);
        var network = Ancestors(featureMaps);
        foreach (var node in graph.Nodes.Where(network.Contains))
        {
            plan.Add(node);
        }

        return plan;
    }

    /// <summary>The value whose range gives the scale of this one: itself, or the one that it was rearranged from.</summary>
    public GraphValue ScaleSource(GraphValue value) => scaledLike[value];

    private static HashSet<GraphNode> Ancestors(GraphValue value)
    {
        var found = new HashSet<GraphNode>();
        var pending = new Stack<GraphValue>([value]);
        while (pending.TryPop(out var next))
        {
            if (next.Producer is { } node && found.Add(node))
            {
                foreach (var read in node.Reads)
                {
                    pending.Push(read);
                }
            }
        }

        return found;
    }

    private void Add(GraphNode node)
    {
        if (absorbed.Contains(node) || node.Data is not { Dependence: ImageDependence.Pixels } data)
        {
            return;
        }

        if (EightBitOperator.HasWeights(node) && node.Constants.All(isFloatConstant))
        {
            weighted.Add(node);
            Store(data);
            StoreResult(node);
        }
        else if (EightBitOperator.Combines(node) && node.Reads.Any(scaledLike.ContainsKey))
        {
            foreach (var value in node.Reads)
            {
                Store(value);
            }

            StoreResult(node);
        }
        else if (EightBitOperator.Averages(node) && scaledLike.ContainsKey(data))
        {
            StoreResult(node);
        }
        else if (EightBitOperator.Rearranges(node) && scaledLike.TryGetValue(data, out var source))
        {
            foreach (var output in node.Outputs)
            {
                scaledLike.TryAdd(output, source);
            }
        }
    }

    private void Store(GraphValue value) => scaledLike.TryAdd(value, value);

    /// <summary>Stores what a node's activation makes of its output, if that is all that reads it.</summary>
    private void StoreResult(GraphNode node)
    {
        var activation = node.Output.Consumers is [var only] && EightBitOperator.IsClipping(only) ? only : null;
        if (activation is not null)
        {
            absorbed.Add(activation);
        }

        Store((activation ?? node).Output);
    }
}
