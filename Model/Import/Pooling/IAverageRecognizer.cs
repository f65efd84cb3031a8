using CamFunctions.Model.Graph;

namespace CamFunctions.Model.Import.Pooling;

/// <summary>Recognises one way of writing the average of feature maps over all their positions.</summary>
internal interface IAverageRecognizer
{
    /// <param name="node">The node that computes the averages, the last one where there are several.</param>
    /// <returns><see langword="null"/> where it is something else, or an average of single cells.</returns>
    SpatialAverage? Recognize(GraphNode node);
}
