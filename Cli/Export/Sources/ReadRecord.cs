using System.Text.Json;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Sources;

/// <summary>A file or blob that was read as a record.</summary>
/// <param name="Name">The path of the file, or the name of the blob.</param>
/// <param name="Json">Its content.</param>
/// <param name="Record">What it says; <see langword="null"/> if it is no record.</param>
/// <param name="Fault">Why it is no record; otherwise <see langword="null"/>.</param>
internal sealed record ReadRecord(string Name, byte[] Json, PredictionRecord? Record, string? Fault)
{
    /// <summary>Readers of records go on with later minor versions, which only add fields.</summary>
    private const string Version = "1.";

    /// <param name="name">The path of the file, or the name of the blob.</param>
    /// <param name="json">Its content.</param>
    /// <param name="withMaps">Whether the values of the maps are needed.</param>
    public static ReadRecord Parse(string name, byte[] json, bool withMaps)
    {
        try
        {
            var record = withMaps ? RecordJson.Read(json) : RecordJson.ReadWithoutMaps(json);
            return FaultOf(record) is { } fault ? new(name, json, Record: null, fault) : new(name, json, record, Fault: null);
        }
        catch (JsonException fault)
        {
            return new(name, json, Record: null, $"it is no record: {fault.Message}");
        }
    }

    /// <summary>Checks what the type does not: the serialiser leaves out what is not there.</summary>
    private static string? FaultOf(PredictionRecord record)
    {
        if (record.SchemaVersion?.StartsWith(Version, StringComparison.Ordinal) != true)
        {
            return $"its schemaVersion is {record.SchemaVersion}, and this program reads {Version}x";
        }

        var isRecord = record is { Source.Name: not null, Source.Uri: not null, Processing: not null }
            && (record is { Error.Message: not null, Predictions: null } || IsResult(record));
        return isRecord ? null : "it is no record: fields that every record has are missing";
    }

    private static bool IsResult(PredictionRecord record) =>
        record is { Error: null, Image: { Width: > 0, Height: > 0 }, Model: { Name: not null, Sha256: not null }, Predictions: not null }
        && record.Predictions.All(prediction => prediction is { Label: not null, Cam.Values: not null });
}
