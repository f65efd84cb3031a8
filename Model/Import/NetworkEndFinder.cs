using CamFunctions.Model.Graph;
using CamFunctions.Model.Import.Pooling;

namespace CamFunctions.Model.Import;

/// <summary>
/// The definition of class activation mapping on a graph (Zhou et al. 2016, section 2): the scores are an optional softmax of
/// logits, the logits are linear in the average of feature maps over all positions, and the weights of that linear map are what
/// its nodes do together.
/// </summary>
/// <param name="graph">The network, with what its values were on one image.</param>
/// <param name="constants">Computes its constants.</param>
internal sealed class NetworkEndFinder(OnnxGraph graph, ConstantEvaluator constants)
{
    public Match<NetworkEnd> Find(GraphValue output)
    {
        constants.Evaluate(ReduceMeanRecognizer.AxesNear(output));
        return Scores.Find(output, graph.OperatorSet).Then(scores => LinearTail.Find(scores.Logits).Then(tail => Classify(scores, tail)));
    }

    private Match<NetworkEnd> Classify(Scores scores, LinearTail tail)
    {
        constants.Evaluate(tail.Constants);
        return tail.ToAffineMap().Then<NetworkEnd>(classifier => NetworkEnd.Of(scores, tail, classifier));
    }
}
