using Microsoft.Extensions.Logging.Console;

namespace CamFunctions.Functions.Handler;

/// <summary>Logs in the form that the Functions host reads: one line per entry, warnings and errors on standard error.</summary>
internal static class HandlerLogging
{
    public static void AddTo(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        // If start-up fails, the program prints one sentence itself.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddJsonConsole(console => console.TimestampFormat = "O")
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);
}
