using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Tail;

/// <summary>BatchNormalization as it is after training: (x - mean) / sqrt(variance + epsilon) * scale + bias, with constants for each channel.</summary>
internal sealed class BatchNormalizationStep : ITailStep
{
    private const float StandardEpsilon = 1e-5f;

    public bool Recognizes(NodeProto node) => node.OpType == "BatchNormalization";

    public AffineMap Follow(TailNode node, AffineMap map)
    {
        if (node.Node.Whole("training_mode", 0) != 0)
        {
            throw node.NoMap("it is in training mode and normalises by the values themselves. Export the model in evaluation mode");
        }

        var (scale, bias, mean, variance) = (node.Constant(1).Values, node.Constant(2).Values, node.Constant(3).Values, node.Constant(4).Values);
        if (scale.Length != map.Rows)
        {
            throw node.NoMap("it normalises something other than one vector of values");
        }

        var epsilon = node.Node.Number("epsilon", StandardEpsilon);
        return map.Scaled(Factor, row => bias[row] - (mean[row] * Factor(row)));

        double Factor(int row) => scale[row] / Math.Sqrt(variance[row] + (double)epsilon);
    }
}
