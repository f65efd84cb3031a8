using CamFunctions.Model.Import.Pooling;
using CamFunctions.Model.Import.Tail;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CamFunctions.Model.Import;

/// <summary>The end of a network that has a class activation map.</summary>
/// <param name="Scores">Its scores.</param>
/// <param name="Average">The feature maps that are averaged.</param>
/// <param name="Classifier">From their means to the logits.</param>
/// <param name="IsRounded">Whether the network itself computes its scores with float16 or with whole numbers.</param>
internal sealed record NetworkEnd(Scores Scores, SpatialAverage Average, AffineMap Classifier, bool IsRounded)
{
    public int Classes => Classifier.Rows;

    public static NetworkEnd Of(Scores scores, LinearTail tail, AffineMap classifier)
    {
        var values = tail.Nodes.Select(node => node.Node.Output).Append(tail.Average.FeatureMaps).Append(scores.Output);
        var isRounded = values.Any(value => value.ElementType is not (TensorElementType.Float or TensorElementType.Double));
        return new NetworkEnd(scores, tail.Average, classifier, isRounded);
    }
}
