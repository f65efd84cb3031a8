using System.Text.Json;
using System.Text.Unicode;
using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Sources;

/// <summary>A file or blob that was read as a record.</summary>
/// <param name="Name">The path of the file, or the name of the blob.</param>
/// <param name="Json">Its content.</param>
/// <param name="Record">What it says; <see langword="null"/> if it is no record.</param>
/// <param name="Problem">Why it is no record; otherwise <see langword="null"/>.</param>
internal sealed record ReadRecord(string Name, byte[] Json, PredictionRecord? Record, string? Problem)
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
            return RecordCheck.ProblemOf(record) is { } problem
                ? new(name, json, Record: null, problem)
                : new(name, json, record, Problem: null);
        }
        catch (JsonException exception)
        {
            return new(name, json, Record: null, $"it is no record: {exception.Message}");
        }
    }
}
