using System.Globalization;
using CamFunctions.Cli.Progress;

namespace CamFunctions.Cli.Backfill.Listing;

/// <summary>How many of the listed images are finished. Thread-safe.</summary>
internal sealed class ListedProgress(TimeProvider time) : IWorkProgress
{
    private readonly long start = time.GetTimestamp();
    private long listed;
    private long finished;

    /// <summary>The number of images listed so far that this run has to process.</summary>
    public long Listed => Interlocked.Read(ref listed);

    /// <summary>Whether the listing is complete.</summary>
    public bool IsListed { get; set; }

    public long Finished => Interlocked.Read(ref finished);

    long? IWorkProgress.Total => Listed;

    /// <summary>The progress in one line.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Finished:N0} of {(IsListed ? string.Empty : "at least ")}{Listed:N0} images, {Rate:F1} per second" +
        $"{(Remaining is { } remaining ? $", {Duration(remaining)} left" : string.Empty)}");

    /// <summary>The beginning of the result in one line.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Finished:N0} images in {Duration(Elapsed)}");

    private TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>Images per second.</summary>
    private double Rate => Elapsed.TotalSeconds > 0 ? Finished / Elapsed.TotalSeconds : 0;

    /// <summary><see langword="null"/> while it can't be estimated.</summary>
    private TimeSpan? Remaining => IsListed && Rate > 0 ? TimeSpan.FromSeconds((Listed - Finished) / Rate) : null;

    public void AddListed(long count) => Interlocked.Add(ref listed, count);

    public void CountFinished() => Interlocked.Increment(ref finished);

    private static string Duration(TimeSpan span) =>
        span.ToString(span.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
