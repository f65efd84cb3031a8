using System.Collections.Concurrent;
using System.Globalization;
using CamFunctions.Cli.Progress;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Cli.Backfill;

/// <summary>Counts what a backfill has done. Thread-safe.</summary>
internal sealed class BackfillTally(TimeProvider time) : IWorkProgress
{
    private readonly long start = time.GetTimestamp();
    private readonly ConcurrentDictionary<ImageOutcome, int> outcomes = new();
    private long listed;
    private int finished;
    private int failed;

    /// <summary>The number of images listed so far that this run has to process.</summary>
    public long Listed => Interlocked.Read(ref listed);

    /// <summary>Whether the listing is complete.</summary>
    public bool IsListed { get; set; }

    public long Finished => finished;

    long? IWorkProgress.Total => Listed;

    public int Failed => failed;

    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>Images per second.</summary>
    public double Rate => Elapsed.TotalSeconds > 0 ? Finished / Elapsed.TotalSeconds : 0;

    /// <summary><see langword="null"/> while it can't be estimated.</summary>
    public TimeSpan? Remaining => IsListed && Rate > 0 ? TimeSpan.FromSeconds((Listed - Finished) / Rate) : null;

    /// <summary>The progress in one line.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Finished:N0} of {(IsListed ? string.Empty : "at least ")}{Listed:N0} images, {Rate:F1} per second" +
        $"{(Remaining is { } remaining ? $", {Duration(remaining)} left" : string.Empty)}");

    /// <summary>The result in one line.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Finished:N0} images in {Duration(Elapsed)}: " +
        $"{Of(ImageOutcome.Localized):N0} localized, {Of(ImageOutcome.Current):N0} up to date, " +
        $"{Of(ImageOutcome.Refused):N0} refused, {Of(ImageOutcome.Gone):N0} gone, {Failed:N0} failed.");

    public void AddListed(long count) => Interlocked.Add(ref listed, count);

    public void Count(ImageOutcome outcome)
    {
        outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        Interlocked.Increment(ref finished);
    }

    public void CountFailure()
    {
        Interlocked.Increment(ref failed);
        Interlocked.Increment(ref finished);
    }

    private int Of(ImageOutcome outcome) => outcomes.GetValueOrDefault(outcome);

    private static string Duration(TimeSpan span) =>
        span.ToString(span.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
