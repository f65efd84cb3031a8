using System.Globalization;

namespace CamFunctions.Fuzz.Running;

/// <summary>The runs that a process is to do.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Seed">Decides the inputs.</param>
/// <param name="First">The number of the first run.</param>
/// <param name="Step">From one run to the next; the runs between are those of other processes.</param>
/// <param name="End">No run has this number or a higher one.</param>
/// <param name="Deadline">When to stop, by <see cref="Environment.TickCount64"/>, which all processes share.</param>
/// <param name="HeartbeatPath">The file in which it says where it is.</param>
internal sealed record Assignment(string Target, int Seed, long First, int Step, long End, long Deadline, string HeartbeatPath)
{
    public string[] ToArguments() =>
        [Target, Text(Seed), Text(First), Text(Step), Text(End), Text(Deadline), HeartbeatPath];

    public static Assignment Parse(string[] arguments) =>
        arguments is [var target, var seed, var first, var step, var end, var until, var path]
        ? new(target, (int)Number(seed), Number(first), (int)Number(step), Number(end), Number(until), path)
        : throw new ArgumentException("Only the fuzzer itself starts workers.", nameof(arguments));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
