using System.Reflection;
using CamFunctions.Shared.Analysis;

namespace CamFunctions.Shared.Records;

/// <summary>When, how long and by which version an image was processed.</summary>
/// <param name="StartedAt">In UTC.</param>
/// <param name="DurationMs">From the start until the record is written, in milliseconds.</param>
/// <param name="Stages">Duration per stage.</param>
/// <param name="Version">The version of this program.</param>
public sealed record ProcessingRecord(DateTimeOffset StartedAt, double DurationMs, StageDurations Stages, string Version)
{
    /// <summary>The version of this build, with its commit.</summary>
    public static string ThisVersion { get; } =
        typeof(ProcessingRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    internal static ProcessingRecord Of(StageTimings timings) => new(
        timings.StartedAt,
        timings.Total,
        new StageDurations(timings.Download, timings.Decode, timings.Inference, timings.Render, timings.Upload),
        ThisVersion);
}
