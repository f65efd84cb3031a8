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
    private const string Version = "1.3";

    /// <summary>Identifies the schema that the record follows: its <c>$id</c>. Absent from records before version 1.3.</summary>
    [JsonPropertyName("$schema")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Schema { get; init; }

    /// <summary>The minor version is raised when fields are added, the major version when existing readers would break.</summary>
    public string SchemaVersion { get; init; } = Version;

    public required SourceRecord Source { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImageRecord? Image { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelRecord? Model { get; init; }

    /// <summary>The best classes and those that were asked for, best first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PredictionEntry>? Predictions { get; init; }

    /// <summary>How well the network knew the true class; absent if that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExpectedClass? Expected { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OverlayRecord? Overlay { get; init; }

    /// <summary>Sentences for people about what could not be done as asked; absent if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    public required ProcessingRecord Processing { get; init; }

    /// <summary><see langword="null"/> if the image was processed.</summary>
    public ErrorRecord? Error { get; init; }

    /// <summary>The <c>$id</c> of the schema of this version.</summary>
    public static string SchemaId => $"urn:camfunctions:prediction-record:{Version}";

    /// <summary>The record of an image that was processed.</summary>
    internal static PredictionRecord Of(
        ImageSource source,
        ImageAnalysis analysis,
        ModelIdentity model,
        StoredOverlay overlay,
        StageTimings timings) => new()
        {
            Schema = SchemaId,
            Source = SourceRecord.Of(source, analysis.Header.Format),
            Image = new(analysis.Header.Width, analysis.Header.Height, analysis.Header.ExifOrientation),
            Model = new(model.Name, model.Sha256, analysis.Geometry, analysis.Frame.Width, analysis.Frame.Height)
            {
                Precision = model.Precision,
                Licence = model.Licence,
                Grid = GridRecord.Of(model.Grid),
            },
            Predictions = [.. analysis.Classes.Select(located => PredictionEntry.Of(located, analysis.Frame))],
            Overlay = new(overlay.Uri.AbsoluteUri, analysis.Overlay.Width, analysis.Overlay.Height, analysis.Overlay.ColorMap)
            {
                ETag = overlay.ETag,
                LastModified = overlay.LastModified,
                Index = analysis.OverlayIndex,
                Map = analysis.OverlayMap,
            },
            Expected = analysis.Expected,
            Warnings = analysis.Warnings is [] ? null : analysis.Warnings,
            Processing = ProcessingRecord.Of(timings),
        };

    /// <summary>The record of an image that was refused.</summary>
    internal static PredictionRecord Of(ImageSource source, RejectedImageException rejection, StageTimings timings) => new()
    {
        Schema = SchemaId,
        Source = SourceRecord.Of(source, format: null),
        Processing = ProcessingRecord.Of(timings),
        Error = new(rejection.Code, rejection.Message),
    };
}
