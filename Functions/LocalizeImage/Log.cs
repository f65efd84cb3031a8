namespace CamFunctions.LocalizeImage;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Image}: {Outcome} in {DurationMs} ms")]
    public static partial void Finished(this ILogger logger, string image, ImageOutcome outcome, double durationMs);

    [LoggerMessage(2, LogLevel.Warning, "{Image}: refused as {Code}: {Reason}")]
    public static partial void Refused(this ILogger logger, string image, Imaging.ImageErrorCode code, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Image}: it or its results changed in the meantime, looking again")]
    public static partial void LookingAgain(this ILogger logger, string image);
}
