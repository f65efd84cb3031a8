using System.Collections.Concurrent;

namespace CamFunctions.Fuzz.Running;

/// <summary>Runs a target in as many processes as there are cores, and starts them again when they die.</summary>
/// <param name="target">The target's name.</param>
/// <param name="limits">How long, and from which seed.</param>
internal sealed class Campaign(string target, CampaignLimits limits)
{
    /// <summary>A cause that kills every second process would otherwise take all the time there is.</summary>
    private const int MaximumDeaths = 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentBag<Finding> findings = [];
    private long runs;

    /// <summary>How many runs there were.</summary>
    public long Runs => runs;

    /// <summary>One for each cause.</summary>
    public IReadOnlyList<Finding> Findings =>
    [
        .. findings.OrderBy(finding => finding.Number)
            .DistinctBy(finding => finding.FailureSignature)
            .OrderBy(finding => finding.FailureSignature.Kind),
    ];

    public void Run()
    {
        var deadline = Environment.TickCount64 + (long)limits.Time.TotalMilliseconds;
        Parallel.For(
            0,
            limits.Processes,
            new ParallelOptions { MaxDegreeOfParallelism = limits.Processes },
            lane => RunLane(lane, deadline));
    }

    private void RunLane(int lane, long deadline)
    {
        var next = (long)lane;
        for (var deaths = 0; deaths < MaximumDeaths && next < limits.Runs && Environment.TickCount64 < deadline; deaths++)
        {
            var path = Path.GetTempFileName();
            try
            {
                next = RunUntilDeath(new Assignment(target, limits.Seed, next, limits.Processes, limits.Runs, deadline, path));
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    /// <returns>The number of the run to continue with.</returns>
    private long RunUntilDeath(Assignment assignment)
    {
        using var heartbeat = new Heartbeat(assignment.HeartbeatPath);
        using var worker = new ChildProcess(Keep, [WorkerCommand.Worker, .. assignment.ToArguments()]);
        var watch = new HangWatch(worker.Process, limits.Hang);
        while (!worker.Process.WaitForExit(LookEvery))
        {
            if (watch.IsHanging(heartbeat.Number, heartbeat.Age))
            {
                findings.Add(new Finding(heartbeat.Number, new FailureSignature(FindingKind.Hang, "does not end")));
                worker.Process.Kill();
                worker.Process.WaitForExit();
                return Count(heartbeat) + assignment.Step;
            }
        }

        worker.Process.WaitForExit();
        var number = Count(heartbeat);
        if (worker.Process.ExitCode == 0)
        {
            return assignment.End;
        }

        if (heartbeat.Runs == 0)
        {
            throw new InvalidOperationException($"A process for {target} did not start: {worker.Errors}");
        }

        findings.Add(new Finding(number, worker.Process.ExitCode == Worker.NeedsTooMuchMemory
            ? new FailureSignature(FindingKind.Memory, FormattableString.Invariant($"needs more than {MemoryLimit.Megabytes} MB"))
            : worker.Crash()));
        return number + assignment.Step;
    }

    private long Count(Heartbeat heartbeat)
    {
        Interlocked.Add(ref runs, heartbeat.Runs);
        return heartbeat.Number;
    }

    private void Keep(string line)
    {
        if (Worker.Parse(line) is var (number, trouble))
        {
            findings.Add(new Finding(number, trouble));
        }
    }
}
