using System.Text.Json.Serialization;
using CamFunctions.Cli.Export.Sources;
using CamFunctions.Shared.Records;
using Parquet.Serialization.Attributes;

namespace CamFunctions.Cli.Export.Parquet;

/// <summary>A record as a row, without its maps. The library wants properties that it can set.</summary>
internal sealed class ParquetRow
{
    [JsonPropertyName("image")]
    public string? Image { get; set; }

    [JsonPropertyName("uri")]
    public string? Uri { get; set; }

    [JsonPropertyName("container")]
    public string? Container { get; set; }

    [JsonPropertyName("etag")]
    public string? ETag { get; set; }

    [JsonPropertyName("width")]
    public int? Width { get; set; }

    [JsonPropertyName("height")]
    public int? Height { get; set; }

    [JsonPropertyName("model")]
    public string? Model { get; set; }

    [JsonPropertyName("model_sha256")]
    public string? ModelSha256 { get; set; }

    [JsonPropertyName("overlay")]
    public string? Overlay { get; set; }

    [JsonPropertyName("started_at")]
    [ParquetTimestamp]
    public DateTime StartedAt { get; set; }

    [JsonPropertyName("duration_ms")]
    public double DurationMs { get; set; }

    [JsonPropertyName("error")]
    public string? Error { get; set; }

    [JsonPropertyName("predictions")]
    public List<ParquetPrediction> Predictions { get; set; } = [];

    public static ParquetRow Of(PredictionRecord record, PredictionSelection selection) => new()
    {
        Image = record.Source.Name,
        Uri = record.Source.Uri,
        Container = record.Source.Container,
        ETag = record.Source.ETag,
        Width = record.Image?.Width,
        Height = record.Image?.Height,
        Model = record.Model?.Name,
        ModelSha256 = record.Model?.Sha256,
        Overlay = record.Overlay?.Uri,
        StartedAt = record.Processing.StartedAt.UtcDateTime,
        DurationMs = record.Processing.DurationMs,
        Error = record.Error is { } error ? RecordJson.NameOf(error.Code) : null,
        Predictions = [.. selection.Of(record).Select(ParquetPrediction.Of)],
    };
}
