using System.Globalization;
using CamFunctions.Cli.Progress;

namespace CamFunctions.Cli.Sweep;

/// <summary>Counts the results that a sweep has looked at, and those that had no image.</summary>
internal sealed class SweepTally(bool isDryRun) : IWorkProgress
{
    private long swept;

    public long Finished { get; private set; }

    long? IWorkProgress.Total => null;

    public string Line => string.Create(CultureInfo.InvariantCulture, $"{Finished:N0} results looked at, {swept:N0} {Swept}");

    public string Summary => string.Create(
        CultureInfo.InvariantCulture, $"{swept:N0} of {Finished:N0} results {Swept}: their images no longer exist.");

    private string Swept => isDryRun ? "to be deleted" : "deleted";

    public void Count(bool isSwept)
    {
        Finished++;
        swept += isSwept ? 1 : 0;
    }
}
