using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Dilation;

/// <summary>Nodes that compute each position from the same position alone, so that they stay what they are on a finer grid.</summary>
internal sealed class PositionwiseOperator(Func<string, IReadOnlyList<long>?> constantShape)
{
    private const int Rank = 4;
    private const int ChannelAxis = 1;

    private static readonly HashSet<string> Elementwise = new(
        [
            "Abs", "Add", "Cast", "Celu", "Clip", "Div", "Elu", "Erf", "Exp", "FastGelu", "Gelu", "HardSigmoid", "HardSwish", "Identity",
            "LeakyRelu", "Log", "Max", "Mean", "Min", "Mish", "Mul", "Neg", "Pow", "PRelu", "Reciprocal", "Relu", "Selu", "Sigmoid",
            "Softplus", "Softsign", "Sqrt", "Sub", "Sum", "Swish", "Tanh", "ThresholdedRelu",
        ],
        StringComparer.Ordinal);

    /// <summary>Their constants are one for each channel.</summary>
    private static readonly HashSet<string> ByChannel =
        new(["BatchNormalization", "DequantizeLinear", "Dropout", "QuantizeLinear"], StringComparer.Ordinal);

    /// <returns><see langword="null"/> for a node that is one.</returns>
    public Refusal? WhyNot(GraphNode node) => node.Operator switch
    {
        "Concat" or "Split" or "Gather" => OverChannels(node, [node.GetInteger("axis", 0)]),
        "Slice" => OverChannels(node, node.Input(3)?.Constant?.Values.Select(axis => (long)axis) ?? []),
        _ when ByChannel.Contains(node.Operator) => null,
        _ when Elementwise.Contains(node.Operator) => node.Constants.FirstOrDefault(HasPositions) is { } constant
            ? Refusal.At(node, $"its constant {constant.Name} has a value for each position of the grid")
            : null,
        _ => Refusal.At(node, $"what {node.Operator} does on a grid of twice as many rows and columns is not known to be the same"),
    };

    private static Refusal? OverChannels(GraphNode node, IEnumerable<long> axes) =>
        axes.Select(axis => axis < 0 ? axis + Rank : axis).Distinct().SequenceEqual([ChannelAxis])
            ? null
            : Refusal.At(node, "it takes apart or joins values in other directions than that of the channels");

    /// <summary>Whether a constant is not the same for all positions.</summary>
    private bool HasPositions(GraphValue constant) => constantShape(constant.Name)?.TakeLast(2).Any(side => side > 1) == true;
}
