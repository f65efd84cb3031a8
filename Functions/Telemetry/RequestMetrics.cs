using System.Diagnostics.Metrics;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Functions.Telemetry;

/// <summary>
/// Counts requests over HTTP by outcome. A metric of their own, because they are not images of the store: nobody uploads them again, and
/// no record tells what became of them.
/// </summary>
internal static class RequestMetrics
{
    public const string Localized = "localized";
    public const string Refused = "refused";

    /// <summary>The request is not one that can be answered, whatever its image.</summary>
    public const string Invalid = "invalid";

    /// <summary>The caller has gone.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The instance is stopping.</summary>
    public const string Stopping = "stopping";

    public const string Failed = "failed";

    private static readonly Counter<long> Requests = AnalysisTelemetry.Meter.CreateCounter<long>(
        "camfunctions.requests", "{request}", "Requests over HTTP by outcome");

    public static void Count(string outcome) => Requests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void CountRefused(ImageErrorCode code) => Requests.Add(1, new("outcome", Refused), new("error", code.ToString()));
}
