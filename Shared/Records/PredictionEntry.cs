using System.Text.Json.Serialization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Records;

/// <summary>One of the best classes.</summary>
/// <param name="Rank">1 is the best.</param>
/// <param name="Index">The class's index in the network's output.</param>
/// <param name="WordNetId">Its WordNet synset ID; <see langword="null"/> for classes outside WordNet.</param>
/// <param name="Label">The first of its names.</param>
/// <param name="Probability">0 to 1, over all classes.</param>
/// <param name="Logit">Mean of <paramref name="Cam"/> plus <paramref name="Bias"/>.</param>
/// <param name="Bias">The classifier's bias.</param>
/// <param name="Region">Where the class was seen; <see langword="null"/> if no part of the image is evidence for it.</param>
/// <param name="Peak">The pixel of the map's maximum.</param>
/// <param name="Cam">The class activation map.</param>
public sealed record PredictionEntry(
    int Rank,
    int Index,
    [property: JsonPropertyName("wnid")] string? WordNetId,
    string Label,
    float Probability,
    float Logit,
    float Bias,
    RegionRecord? Region,
    PixelPoint Peak,
    CamRecord Cam)
{
    internal static PredictionEntry Of(int rank, LocatedClass located, NetworkFrame frame)
    {
        var activation = located.Activation;
        return new(
            rank,
            activation.Label.Index,
            activation.Label.WordNetId,
            activation.Label.Name,
            activation.Probability,
            activation.Logit,
            activation.Bias,
            located.Region is { } box ? RegionRecord.Of(box, frame.ImageWidth, frame.ImageHeight) : null,
            located.Peak,
            new CamRecord(activation.Map.Rows, activation.Map.Columns, activation.Map.Values));
    }
}
