namespace CamFunctions.Shared.Records;

/// <summary>Validates required fields, which the serialiser leaves null when they are missing.</summary>
public static class RecordCheck
{
    /// <summary>Readers of records go on with later minor versions, which only add fields.</summary>
    private const string Version = "1.";

    /// <returns>Why it is not a record that this program reads, for people; <see langword="null"/> if it is one.</returns>
    public static string? ProblemOf(PredictionRecord record)
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
        record is
        {
            Error: null,
            Image: { Width: > 0, Height: > 0 },
            Model: { Name: not null, Sha256: not null },
            Predictions: not null,
        }
        && record.Predictions.All(prediction => prediction is { Label: not null, Cam.Values: not null });
}
