using Microsoft.Extensions.Logging.Console;

namespace CamFunctions.Handler;

/// <summary>Log lines as the Functions host reads them: one line an entry; what comes on standard error is at least a warning.</summary>
internal static class HandlerLogging
{
    public static void UnderTheFunctionsHost(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        // A start that fails is told in one sentence where the program ends.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddJsonConsole(console => console.TimestampFormat = "O")
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);
}
