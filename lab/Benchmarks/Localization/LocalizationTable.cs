using System.Globalization;

namespace CamFunctions.Benchmarks.Localization;

/// <summary>Prints the results as Markdown tables, each row as soon as it is measured.</summary>
internal static class LocalizationTable
{
    /// <summary>The product's region is above this percentage of the map's maximum.</summary>
    private const int ProductPercent = 20;

    private const double UsualOverlap = 0.5;

    public static void Print(IEnumerable<(string Name, MapLocalization Result)> rows)
    {
        Console.WriteLine(
            "| model, map | mirror displacement: median, mean | mosaics: share, peak inside | pastes: V2, share inside " +
            "| product's region: mean IoU, IoU >= 0.5 | insertion | deletion | difference |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var measured = new List<(string Name, ThresholdSweep Sweep)>();
        foreach (var (name, row) in rows)
        {
            var sweep = new ThresholdSweep([.. row.Pastes.Select(paste => paste.Overlaps)]);
            Print(name, row, sweep);
            measured.Add((name, sweep));
        }

        Console.WriteLine();
        Console.WriteLine("| model, map | region above | mean IoU | IoU >= 0.3 | 0.5 | 0.7 | mean of the three |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, sweep) in measured)
        {
            PrintThreshold(name, "best,", sweep, sweep.BestPercent);
            PrintThreshold(name, "product's,", sweep, ProductPercent);
        }
    }

    private static void Print(string name, MapLocalization row, ThresholdSweep sweep)
    {
        var (insertion, deletion) = (row.Insertions.Average(), row.Deletions.Average());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Median.Of(row.Displacements):F1}, {row.Displacements.Average():F1} px " +
            $"| {row.TileShares.Average():F3}, {row.TilePeaks.Average(isInside => isInside ? 1.0 : 0.0):F3} " +
            $"| {sweep.MaxBoxAccV2:F3}, {row.Pastes.Average(paste => paste.Share):F3} " +
            $"| {row.Pastes.Average(paste => paste.RegionOverlap):F3}, " +
            $"{row.Pastes.Average(paste => paste.RegionOverlap >= UsualOverlap ? 1.0 : 0.0):F3} " +
            $"| {insertion:F3} | {deletion:F3} | {insertion - deletion:F3} |"));
    }

    private static void PrintThreshold(string name, string which, ThresholdSweep sweep, int percent) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {which} {percent} % of the maximum | {sweep.MeanOverlap(percent):F3} | {sweep.Found(percent, 0.3):F3} " +
            $"| {sweep.Found(percent, UsualOverlap):F3} | {sweep.Found(percent, 0.7):F3} | {sweep.BoxAcc(percent):F3} |"));
}
