using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>AveragePool whose window is the whole map.</summary>
internal sealed class AveragePoolRecognizer : IAverageRecognizer
{
    public SpatialAverage? Recognize(NodeProto node, Survey survey)
    {
        if (node.OpType != "AveragePool" || survey.Shape(node.Input[0]) is not { } shape || survey.Shape(node.Output[0]) is not { } pooled)
        {
            return null;
        }

        var isWhole = pooled.Skip(2).All(side => side == 1) && node.Wholes("kernel_shape")!.SequenceEqual(shape.Skip(2));
        return isWhole && FeatureGrid.Find(survey, node.Input[0], channelAxis: 1) is { } average ? average with { NeedsThisGrid = true } : null;
    }
}
