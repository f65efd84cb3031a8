using Microsoft.Extensions.Logging.Console;

namespace CamFunctions.Functions.Handler;

/// <summary>Log lines as the Functions host reads them: one line per entry, warnings and errors on standard error.</summary>
internal static class HandlerLogging
{
    public static void AddTo(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        // A start that fails ends with one sentence, which the program writes itself.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddJsonConsole(console => console.TimestampFormat = "O")
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);
}
