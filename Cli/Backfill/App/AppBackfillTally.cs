using System.Globalization;
using CamFunctions.Cli.Backfill.Listing;
using CamFunctions.Cli.Progress;

namespace CamFunctions.Cli.Backfill.App;

/// <summary>Counts what a backfill through an app has done.</summary>
internal sealed class AppBackfillTally(TimeProvider time) : IWorkProgress
{
    private int recorded;
    private int current;
    private int gone;

    public ListedProgress Progress { get; } = new(time);

    public int Failed { get; private set; }

    /// <summary>How many images are posted and have no record yet.</summary>
    public int Outstanding { get; set; }

    public string Line => string.Create(CultureInfo.InvariantCulture, $"{Progress.Line}, {Outstanding:N0} in the app");

    public long Finished => Progress.Finished;

    long? IWorkProgress.Total => Progress.Listed;

    /// <summary>The result in one line.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Progress.Summary}: {recorded:N0} got a record, {current:N0} had one, {gone:N0} gone, {Failed:N0} without a record.");

    public void CountRecorded()
    {
        recorded++;
        Progress.CountFinished();
    }

    public void CountCurrent()
    {
        current++;
        Progress.CountFinished();
    }

    public void CountGone()
    {
        gone++;
        Progress.CountFinished();
    }

    public void CountFailed()
    {
        Failed++;
        Progress.CountFinished();
    }
}
