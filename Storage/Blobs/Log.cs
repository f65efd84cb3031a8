using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Storage.Blobs;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Image}: {Outcome} in {DurationMs:F0} ms")]
    public static partial void Finished(this ILogger logger, string image, ImageOutcome outcome, double durationMs);

    /// <summary>Not a warning: the function worked as intended, and the record tells the uploader.</summary>
    [LoggerMessage(2, LogLevel.Information, "{Image}: refused as {Code}: {Reason}")]
    public static partial void Refused(this ILogger logger, string image, ImageErrorCode code, string reason);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "Storage does not answer as it should; invocations wait up to {LimitSeconds:F0} s for it: {Reason}")]
    public static partial void OutageBegan(this ILogger logger, double limitSeconds, string reason);

    [LoggerMessage(5, LogLevel.Warning, "No invocation waits for storage any longer, after {Seconds:F0} s")]
    public static partial void OutageEnded(this ILogger logger, double seconds);

    [LoggerMessage(6, LogLevel.Information, "{Image}: results deleted, because the image was deleted")]
    public static partial void ResultsDeleted(this ILogger logger, string image);

    [LoggerMessage(3, LogLevel.Information, "{Image}: the image or its results changed in the meantime, starting over")]
    public static partial void Changed(this ILogger logger, string image);
}
