using System.Diagnostics;
using System.Globalization;
using CamFunctions.Fuzz.Mutation;
using CamFunctions.Fuzz.Targets;

namespace CamFunctions.Fuzz.Running;

/// <summary>Does the runs of an assignment, in a process of its own, and prints what went wrong.</summary>
internal static class Worker
{
    /// <summary>The exit code after a run that needed too much memory: its memory can't be told from that of the next.</summary>
    public const int NeedsTooMuchMemory = 3;

    private const char Separator = '\t';

    public static int Run(Assignment assignment)
    {
        var target = FuzzTargets.Create(assignment.Target);
        var inputs = new InputSequence(target, assignment.Seed);
        var known = new HashSet<FailureSignature>();
        using var heartbeat = new Heartbeat(assignment.HeartbeatPath);
        for (var number = assignment.First; number < assignment.End; number += assignment.Step)
        {
            if (Environment.TickCount64 >= assignment.Deadline)
            {
                break;
            }

            heartbeat.Begin(number);
            var start = Stopwatch.GetTimestamp();
            if (FailureSignature.Of(target, inputs[number]) is { } trouble && known.Add(trouble))
            {
                Print(number, trouble);
            }

            if (MemoryLimit.IsExceededSince(start))
            {
                return NeedsTooMuchMemory;
            }
        }

        return 0;
    }

    /// <summary>Reads a line that a worker printed.</summary>
    /// <returns><see langword="null"/> for a line of anyone else.</returns>
    public static (long Number, FailureSignature FailureSignature)? Parse(string line) =>
        line.Split(Separator, 3) is [nameof(Worker), var number, var signature]
        ? (long.Parse(number, CultureInfo.InvariantCulture), new FailureSignature(FindingKind.Fault, signature))
        : null;

    private static void Print(long number, FailureSignature trouble) => Console.WriteLine(
        string.Create(
        CultureInfo.InvariantCulture,
        $"{nameof(Worker)}{Separator}{number}{Separator}{trouble.Signature.ReplaceLineEndings(" ")}"));
}
