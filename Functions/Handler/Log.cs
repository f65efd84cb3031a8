namespace CamFunctions.Functions.Handler;

internal static partial class Log
{
    [LoggerMessage(10, LogLevel.Error, "Invocation {InvocationId} failed; the host will retry it")]
    public static partial void InvocationFailed(this ILogger logger, Exception fault, string invocationId);

    [LoggerMessage(11, LogLevel.Error, "Invocation {InvocationId} can't be read: {Reason}")]
    public static partial void InvocationUnreadable(this ILogger logger, string invocationId, string reason);

    [LoggerMessage(12, LogLevel.Information, "Listening on {Address} with {Model}")]
    public static partial void Listening(this ILogger logger, string address, string model);

    [LoggerMessage(13, LogLevel.Information, "Stopping, because {Reason}; the host is asked for a new handler")]
    public static partial void Stopping(this ILogger logger, string reason);
}
