using System.Collections.Concurrent;
using System.Globalization;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Cli.Backfill;

/// <summary>What a backfill has done so far, counted by any number of threads.</summary>
internal sealed class BackfillTally(TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private readonly ConcurrentDictionary<ImageOutcome, int> outcomes = new();
    private long listed;
    private int finished;
    private int failed;

    /// <summary>How many images are known to need a look in this run.</summary>
    public long Listed => Interlocked.Read(ref listed);

    /// <summary>Whether that is all of them.</summary>
    public bool IsListed { get; set; }

    public int Finished => finished;

    public int Failed => failed;

    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>Images per second.</summary>
    public double Rate => Elapsed.TotalSeconds > 0 ? Finished / Elapsed.TotalSeconds : 0;

    /// <summary><see langword="null"/> while it is not known.</summary>
    public TimeSpan? Remaining => IsListed && Rate > 0 ? TimeSpan.FromSeconds((Listed - Finished) / Rate) : null;

    /// <summary>Where it stands, in one line.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Finished:N0} of {(IsListed ? string.Empty : "at least ")}{Listed:N0} images, {Rate:F1} per second" +
        $"{(Remaining is { } rest ? $", {Duration(rest)} left" : string.Empty)}");

    /// <summary>What became of all.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Finished:N0} images in {Duration(Elapsed)}: {Of(ImageOutcome.Localized):N0} localized, {Of(ImageOutcome.Current):N0} up to date, " +
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
