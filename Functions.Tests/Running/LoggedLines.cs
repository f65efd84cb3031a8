using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CamFunctions.Tests.Fixtures;

/// <summary>A logger that keeps its lines.</summary>
internal sealed class LoggedLines<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Last => lines.Last();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(formatter(state, exception));
}
