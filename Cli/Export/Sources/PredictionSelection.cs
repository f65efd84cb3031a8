using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Sources;

/// <summary>Which of a record's predictions are exported.</summary>
/// <param name="Top">How many, best first.</param>
/// <param name="MinimumProbability">From 0 to 1.</param>
internal sealed record PredictionSelection(int Top, float MinimumProbability)
{
    /// <returns>None for an image that was refused.</returns>
    public IEnumerable<PredictionEntry> Of(PredictionRecord record) => (record.Predictions ?? [])
        .Where(prediction => prediction.Rank <= Top && prediction.Probability >= MinimumProbability);

    /// <summary>The objects of a class, the largest first.</summary>
    public static IEnumerable<RegionRecord> RegionsOf(PredictionEntry prediction) => prediction.Region is { } region
        ? (prediction.FurtherRegions ?? []).Prepend(region)
        : [];
}
