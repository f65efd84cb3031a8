using System.Collections.Concurrent;
using System.Globalization;
using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Cli.Backfill;

/// <summary>Counts what a backfill has done. Thread-safe.</summary>
internal sealed class BackfillTally(TimeProvider time)
{
    private readonly ConcurrentDictionary<ImageOutcome, int> outcomes = new();
    private int failed;

    public ListedProgress Progress { get; } = new(time);

    public int Failed => failed;

    /// <summary>The result in one line.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Progress.Summary}: " +
        $"{Of(ImageOutcome.Localized):N0} localized, {Of(ImageOutcome.Current):N0} up to date, " +
        $"{Of(ImageOutcome.Refused):N0} refused, {Of(ImageOutcome.Gone):N0} gone, {Failed:N0} failed.");

    public void Count(ImageOutcome outcome)
    {
        outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        Progress.CountFinished();
    }

    public void CountFailure()
    {
        Interlocked.Increment(ref failed);
        Progress.CountFinished();
    }

    private int Of(ImageOutcome outcome) => outcomes.GetValueOrDefault(outcome);
}
