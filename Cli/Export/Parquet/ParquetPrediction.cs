using System.Text.Json.Serialization;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Parquet;

/// <summary>A prediction of a row.</summary>
internal sealed class ParquetPrediction
{
    [JsonPropertyName("rank")]
    public int Rank { get; set; }

    [JsonPropertyName("index")]
    public int Index { get; set; }

    [JsonPropertyName("wnid")]
    public string? WordNetId { get; set; }

    [JsonPropertyName("label")]
    public string? Label { get; set; }

    [JsonPropertyName("probability")]
    public float Probability { get; set; }

    [JsonPropertyName("logit")]
    public float Logit { get; set; }

    [JsonPropertyName("peak_x")]
    public int PeakX { get; set; }

    [JsonPropertyName("peak_y")]
    public int PeakY { get; set; }

    /// <summary>The largest first; none if nothing in the image speaks for the class.</summary>
    [JsonPropertyName("regions")]
    public List<ParquetRegion> Regions { get; set; } = [];

    public static ParquetPrediction Of(PredictionEntry prediction) => new()
    {
        Rank = prediction.Rank,
        Index = prediction.Index,
        WordNetId = prediction.WordNetId,
        Label = prediction.Label,
        Probability = prediction.Probability,
        Logit = prediction.Logit,
        PeakX = prediction.Peak.X,
        PeakY = prediction.Peak.Y,
        Regions = [.. PredictionSelection.RegionsOf(prediction).Select(ParquetRegion.Of)],
    };
}
