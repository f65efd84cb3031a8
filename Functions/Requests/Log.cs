namespace CamFunctions.Functions.Requests;

internal static partial class Log
{
    [LoggerMessage(14, LogLevel.Error, "Request {InvocationId} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception fault, string invocationId);
}
