using System.Text.Json.Serialization;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Shared.Records;

/// <summary>
/// The record that is written for each image: the predicted classes and where they were seen, or why the image was refused. Its
/// JSON Schema is <c>prediction-record.schema.json</c> in this folder.
/// </summary>
public sealed record PredictionRecord
{
    /// <summary>The minor version is raised when fields are added, the major version when existing readers would break.</summary>
    public string SchemaVersion { get; init; } = "1.2";

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

    /// <summary><see langword="null"/> if the image was processed.</summary>
    public ErrorRecord? Error { get; init; }

    /// <summary>The record of an image that was processed.</summary>
    internal static PredictionRecord Of(
        ImageSource source,
        ImageAnalysis analysis,
        ModelIdentity model,
        Uri overlay,
        StageTimings timings) => new()
        {
            Source = SourceRecord.Of(source, analysis.Header.Format),
            Image = new(analysis.Header.Width, analysis.Header.Height, analysis.Header.ExifOrientation),
            Model = new(model.Name, model.Sha256, analysis.Geometry, analysis.Frame.Width, analysis.Frame.Height)
            {
                Precision = model.Precision,
                Grid = GridRecord.Of(model.Grid),
            },
            Predictions = [.. analysis.Classes.Select((located, index) => PredictionEntry.Of(index + 1, located, analysis.Frame))],
            Overlay = new(overlay.AbsoluteUri, analysis.Overlay.Width, analysis.Overlay.Height, analysis.Overlay.ColorMap)
            {
                Map = analysis.OverlayMap,
            },
            Processing = ProcessingRecord.Of(timings),
        };

    /// <summary>The record of an image that was refused.</summary>
    internal static PredictionRecord Of(ImageSource source, RejectedImageException rejection, StageTimings timings) => new()
    {
        Source = SourceRecord.Of(source, format: null),
        Processing = ProcessingRecord.Of(timings),
        Error = new(rejection.Code, rejection.Message),
    };
}
