using System.Text.Json.Serialization;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Framing;

namespace CamFunctions.Shared.Records;

/// <summary>One of the best classes, or one that was asked for.</summary>
/// <param name="Rank">1 is the best.</param>
/// <param name="Index">The class's index in the network's output.</param>
/// <param name="WordNetId">Its WordNet synset ID; <see langword="null"/> for classes outside WordNet.</param>
/// <param name="Label">The first of its names.</param>
/// <param name="Probability">0 to 1, over all classes.</param>
/// <param name="Logit">The mean of <paramref name="Cam"/> over the averaged cells plus <paramref name="Bias"/>.</param>
/// <param name="Bias">The classifier's bias.</param>
/// <param name="Region">Where the class was seen; <see langword="null"/> if no part of the image is evidence for it.</param>
/// <param name="Peak">The pixel of the maximum of the map that the overlay is of.</param>
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
    /// <summary>Whether it was asked for, whatever its rank; absent if not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Requested { get; init; }

    /// <summary>Further objects of the class, the largest first; absent if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RegionRecord>? FurtherRegions { get; init; }

    /// <summary>Absent if there is no other class, and from records before version 1.2.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContrastRecord? Contrast { get; init; }

    internal static PredictionEntry Of(LocatedClass located, NetworkFrame frame)
    {
        var activation = located.Activation;
        var regions = located.Regions.Select(region => RegionRecord.Of(region, frame.ImageWidth, frame.ImageHeight)).ToArray();
        return new(
            activation.Rank,
            activation.Label.Index,
            activation.Label.WordNetId,
            activation.Label.Name,
            activation.Probability,
            activation.Logit,
            activation.Bias,
            regions.FirstOrDefault(),
            located.Peak,
            new CamRecord(activation.Map.Rows, activation.Map.Columns, activation.Map.Values))
        {
            Requested = located.IsRequested,
            FurtherRegions = regions.Length > 1 ? regions[1..] : null,
            Contrast = located.Contrast is { } contrast ? new ContrastRecord(contrast.Against, Activation.Contrast.Weight) : null,
        };
    }
}
