namespace CamFunctions.Samples.Consumers;

/// <summary>What this consumer needs of a record. All other fields are ignored, also those that later versions add.</summary>
internal sealed record FinishedRecord(
    string SchemaVersion,
    FinishedRecord.ImageSource Source,
    FinishedRecord.Refusal? Error,
    IReadOnlyList<FinishedRecord.Prediction>? Predictions = null)
{
    /// <summary>One line for people.</summary>
    public string Summary => Error is { } refusal
        ? $"{Source.Name}: refused ({refusal.Code})"
        : $"{Source.Name}: {Predictions![0].Label} {Predictions[0].Probability:P1}, {Predictions[0].Region?.ToString() ?? "nowhere"}";

    /// <summary>The address of the image, its name in the container, and the version that was processed.</summary>
    internal sealed record ImageSource(Uri Uri, string Name, string? ETag);

    internal sealed record Prediction(int Rank, int Index, string Label, double Probability, Box? Region);

    /// <summary>In pixels of the upright image.</summary>
    internal sealed record Box(int X, int Y, int Width, int Height)
    {
        public override string ToString() => $"{Width} x {Height} at {X}, {Y}";
    }

    internal sealed record Refusal(string Code, string Message);
}
