using System.Reflection;

namespace CamFunctions.Records;

/// <summary>When, how long and by what an image was processed.</summary>
/// <param name="StartedAt">In UTC.</param>
/// <param name="DurationMs">From the start to the writing of the record, in milliseconds.</param>
/// <param name="Stages">The parts of it.</param>
/// <param name="Version">The version of this program.</param>
public sealed record ProcessingRecord(DateTimeOffset StartedAt, double DurationMs, StageDurations Stages, string Version)
{
    private static readonly string ThisVersion =
        typeof(ProcessingRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>What a clock has measured so far.</summary>
    public static ProcessingRecord Of(StageClock clock) => new(clock.StartedAt, clock.ElapsedMs, clock.Durations, ThisVersion);
}
