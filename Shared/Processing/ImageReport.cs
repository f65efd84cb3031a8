using System.Globalization;
using CamFunctions.Shared.Records;

namespace CamFunctions.Shared.Processing;

/// <summary>The result of processing an image.</summary>
/// <param name="Outcome">How processing ended.</param>
/// <param name="Sentence">The outcome in words, for logs.</param>
/// <param name="Record">The record that was written; <see langword="null"/> if none was.</param>
public sealed record ImageReport(ImageOutcome Outcome, string Sentence, PredictionRecord? Record = null)
{
    internal static ImageReport Current(string image) => new(ImageOutcome.Current, $"{image} is up to date.");

    internal static ImageReport Of(PredictionRecord record) => record is { Error: { } error }
        ? new(ImageOutcome.Refused, $"{record.Source.Name} refused: {error.Message}", record)
        : new(ImageOutcome.Localized, Localized(record.Source.Name, record), record);

    private static string Localized(string image, PredictionRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"{image}: {record.Predictions![0].Label} {record.Predictions[0].Probability:P1}, " +
        $"{record.Processing.DurationMs:F0} ms, {record.Overlay!.Uri}");
}
