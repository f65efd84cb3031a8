using System.Text.Json.Serialization;
using CamFunctions.Imaging;

namespace CamFunctions.Records;

/// <summary>
/// What is written for each image: what the network saw and where, or why the image was refused. Its JSON Schema is
/// <c>prediction-record.schema.json</c> beside this file.
/// </summary>
public sealed record PredictionRecord
{
    /// <summary>Raised in its second part when fields are added, in its first when a reader of the old form would be misled.</summary>
    public string SchemaVersion { get; init; } = "1.0";

    public required SourceRecord Source { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageRecord? Image { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelRecord? Model { get; init; }

    /// <summary>Best first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PredictionEntry>? Predictions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OverlayRecord? Overlay { get; init; }

    public required ProcessingRecord Processing { get; init; }

    /// <summary><see langword="null"/> where the image was processed.</summary>
    public ErrorRecord? Error { get; init; }

    /// <summary>The record of an image that was processed.</summary>
    public static PredictionRecord Of(SourceRecord source, Localization localization, string overlayUri, ProcessingRecord processing) => new()
    {
        Source = source with { Format = localization.Format },
        Image = localization.Image,
        Model = localization.Model,
        Predictions = localization.Predictions,
        Overlay = new(overlayUri, localization.Overlay.Width, localization.Overlay.Height, localization.Overlay.ColorMap),
        Processing = processing,
    };

    /// <summary>The record of an image that was refused.</summary>
    public static PredictionRecord Of(SourceRecord source, RejectedImageException rejection, ProcessingRecord processing) => new()
    {
        Source = source,
        Processing = processing,
        Error = new(rejection.Code, rejection.Message),
    };
}
