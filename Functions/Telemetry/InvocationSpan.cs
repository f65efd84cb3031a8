using System.Diagnostics;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Functions.Telemetry;

/// <summary>
/// The span of an invocation, under that of the host, which sends its context in the W3C trace context headers. The host's span is the
/// request; a second one of the kind server would count each image twice in Application Insights.
/// </summary>
internal static class InvocationSpan
{
    private const string IdHeader = "X-Azure-Functions-InvocationId";

    /// <summary>The host's identifier of the invocation; empty if the request is not from a host.</summary>
    public static string IdOf(IHeaderDictionary headers) => headers[IdHeader].ToString();

    public static Activity? Start(string functionName, IHeaderDictionary headers)
    {
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var parent);
        return AnalysisTelemetry.Spans
            .StartActivity(functionName, ActivityKind.Internal, parent)?
            .SetTag("faas.invocation_id", IdOf(headers));
    }

    public static void SetImage(this Activity? span, string name) => span?.SetTag("camfunctions.image", name);

    public static void SetOutcome(this Activity? span, ImageOutcome outcome) =>
        span?.SetTag("camfunctions.outcome", outcome.ToString().ToLowerInvariant());
}
