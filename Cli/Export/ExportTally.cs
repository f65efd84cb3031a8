using System.Globalization;
using CamFunctions.Cli.Progress;

namespace CamFunctions.Cli.Export;

/// <summary>Counts what an export has done.</summary>
/// <param name="time">Measures the rate.</param>
/// <param name="total">How many records there are; <see langword="null"/> if that is not known.</param>
/// <param name="before">What an interrupted export has done before.</param>
internal sealed class ExportTally(TimeProvider time, long? total, ExportCounts? before) : IWorkProgress
{
    private readonly long start = time.GetTimestamp();

    /// <summary>Replaced as a whole, so that the progress bar never sees half of an update.</summary>
    public ExportCounts Counts { get; private set; } = before ?? new ExportCounts(0, 0, 0);

    public long Finished => Counts.Total;

    public long? Total => total;

    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Finished:N0}{(Total is { } all ? $" of {all:N0}" : string.Empty)} records, {Rate:N0} per second");

    /// <summary>The result in one line.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Counts.Images:N0} images, {Counts.Refused:N0} refused images, {Counts.Skipped:N0} files skipped.");

    private double Rate => (Finished - (before?.Total ?? 0)) / Math.Max(time.GetElapsedTime(start).TotalSeconds, double.Epsilon);

    public void Count(bool isRefused) => Counts = isRefused
        ? Counts with { Refused = Counts.Refused + 1 }
        : Counts with { Images = Counts.Images + 1 };

    public void CountSkipped() => Counts = Counts with { Skipped = Counts.Skipped + 1 };
}
