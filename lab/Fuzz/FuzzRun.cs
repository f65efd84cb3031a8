using System.Diagnostics;
using System.Globalization;
using CamFunctions.Fuzz.Running;
using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz;

/// <summary>Fuzzes one target after the other and prints what came of it.</summary>
/// <param name="Names">The targets.</param>
/// <param name="Seed">Decides the inputs.</param>
/// <param name="Runs">The number of runs of each target; <see langword="null"/> for as many as there is time for.</param>
/// <param name="Time">For all targets together.</param>
/// <param name="Hang">A run that takes longer than this is a finding.</param>
/// <param name="Folder">Where findings are written to.</param>
internal sealed record FuzzRun(IReadOnlyList<string> Names, int Seed, long? Runs, TimeSpan Time, TimeSpan Hang, string Folder)
{
    /// <returns>The exit code: 1 if there are findings.</returns>
    public int Run()
    {
        var targets = Names.Select(FuzzTargets.Create).ToArray();
        var shares = targets.Sum(target => target.Share);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {Seed}"));
        var (total, findings) = (0L, 0);
        foreach (var target in targets)
        {
            var limits = new CampaignLimits(Seed, Runs ?? long.MaxValue, Time * target.Share / shares, Hang);
            var start = Stopwatch.GetTimestamp();
            var campaign = new Campaign(target.Name, limits);
            campaign.Run();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{target.Name}: {campaign.Runs:N0} runs in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, " +
                $"{campaign.Findings.Count} findings"));
            var files = new FindingFiles(Folder);
            foreach (var finding in campaign.Findings)
            {
                Console.WriteLine(files.Write(target, limits, finding));
            }

            total += campaign.Runs;
            findings += campaign.Findings.Count;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total:N0} runs, {findings} findings"));
        return findings == 0 ? 0 : 1;
    }
}
