using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Tail;

/// <summary>
/// BatchNormalization as it is after training: (x - mean) / sqrt(variance + epsilon) * scale + bias, with constants for each
/// channel.
/// </summary>
internal sealed class BatchNormalizationStep : ITailStep
{
    private const float DefaultEpsilon = 1e-5f;

    public bool Recognizes(GraphNode node) => node.Operator == "BatchNormalization";

    public Match<AffineMap> Follow(TailNode node, AffineMap map)
    {
        if (node.Node.GetInteger("training_mode", 0) != 0)
        {
            return node.Refuse("it is in training mode and normalises by the values themselves. Export the model in evaluation mode");
        }

        if ((node.Constant(1), node.Constant(2), node.Constant(3), node.Constant(4)) is not ({ } scale, { } bias, { } mean, { } variance)
            || scale.Values.Length != map.Rows)
        {
            return node.Refuse("it normalises something other than one vector of values");
        }

        var epsilon = node.Node.GetFloat("epsilon", DefaultEpsilon);
        return map.Scaled(Factor, row => bias.Values[row] - (mean.Values[row] * Factor(row)));

        double Factor(int row) => scale.Values[row] / Math.Sqrt(variance.Values[row] + (double)epsilon);
    }
}
