using System.Diagnostics;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Functions.Telemetry;

/// <summary>
/// Describes the image of an invocation in the span that the worker SDK starts for it, under the host's request. The stages of the
/// analysis are spans under this one.
/// </summary>
internal static class InvocationSpan
{
    public static void SetImage(string name) => Activity.Current?.SetTag("camfunctions.image", name);

    public static void SetOutcome(ImageOutcome outcome) =>
        Activity.Current?.SetTag("camfunctions.outcome", outcome.ToString().ToLowerInvariant());
}
