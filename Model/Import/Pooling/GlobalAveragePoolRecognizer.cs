using CamFunctions.Model.Onnx;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>GlobalAveragePool: over all dimensions behind the channels.</summary>
internal sealed class GlobalAveragePoolRecognizer : IAverageRecognizer
{
    public SpatialAverage? Recognize(NodeProto node, Survey survey) =>
        node.OpType == "GlobalAveragePool" ? FeatureGrid.Find(survey, node.Input[0], channelAxis: 1) : null;
}
