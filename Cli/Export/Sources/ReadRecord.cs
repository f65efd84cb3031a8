using System.Text.Json;
using System.Text.Unicode;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Sources;

/// <summary>A file or blob that was read as a record.</summary>
/// <param name="Name">The path of the file, or the name of the blob.</param>
/// <param name="Json">Its content.</param>
/// <param name="Record">What it says; <see langword="null"/> if it is no record.</param>
/// <param name="Fault">Why it is no record; otherwise <see langword="null"/>.</param>
internal sealed record ReadRecord(string Name, byte[] Json, PredictionRecord? Record, string? Fault)
{
    /// <param name="name">The path of the file, or the name of the blob.</param>
    /// <param name="json">Its content.</param>
    /// <param name="withMaps">Whether the values of the maps are needed.</param>
    public static ReadRecord Parse(string name, byte[] json, bool withMaps)
    {
        if (!Utf8.IsValid(json))
        {
            return new(name, json, Record: null, "it is no record: it is not UTF-8");
        }

        try
        {
            var record = withMaps ? RecordJson.Read(json) : RecordJson.ReadWithoutMaps(json);
            return RecordCheck.FaultOf(record) is { } fault ? new(name, json, Record: null, fault) : new(name, json, record, Fault: null);
        }
        catch (JsonException fault)
        {
            return new(name, json, Record: null, $"it is no record: {fault.Message}");
        }
    }
}
