using Microsoft.Extensions.Logging;

namespace CamFunctions.Functions.Telemetry;

internal static partial class Log
{
    [LoggerMessage(10, LogLevel.Information, "{Report}")]
    public static partial void Finished(this ILogger logger, string report);

    [LoggerMessage(12, LogLevel.Information, "Ready with {Model}")]
    public static partial void Ready(this ILogger logger, string model);

    [LoggerMessage(13, LogLevel.Information, "Stopping, because {Reason}")]
    public static partial void Stopping(this ILogger logger, string reason);

    [LoggerMessage(14, LogLevel.Error, "A request over HTTP failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception);
}
