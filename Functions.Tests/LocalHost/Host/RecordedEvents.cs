using System.Collections.Concurrent;
using CamFunctions.LocalHost.Host;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>Records all events of a host as lines of text.</summary>
internal sealed class RecordedEvents
{
    private readonly ConcurrentQueue<string> lines = new();

    public RecordedEvents() => Events = new HostEvents
    {
        Waiting = message => lines.Enqueue($"waiting {message.BlobName}"),
        Running = message => lines.Enqueue($"running {message.BlobName}"),
        Done = (message, logs) => lines.Enqueue($"done {message.BlobName}: {string.Join('|', logs)}"),
        Gone = message => lines.Enqueue($"gone {message.BlobName}"),
        TryFailed = (message, reason) => lines.Enqueue($"failed {message.BlobName} {message.FailedTries}: {reason}"),
        GivenUp = (message, poisoned) => lines.Enqueue($"given up {message.BlobName} {(poisoned ? "to the poison queue" : "for good")}"),
        HandlerOutput = line => lines.Enqueue($"out: {line}"),
        HandlerErrors = line => lines.Enqueue($"err: {line}"),
        Notice = line => lines.Enqueue($"host: {line}"),
    };

    public HostEvents Events { get; }

    public IReadOnlyList<string> Lines => [.. lines];

    public IReadOnlyList<string> StartingWith(string words) => [.. lines.Where(line => line.StartsWith(words, StringComparison.Ordinal))];

    /// <summary>Waits for a line that starts with these words.</summary>
    /// <returns>The first such line.</returns>
    public async Task<string> SeenAsync(string words, int times = 1)
    {
        try
        {
            await Eventually.HoldsAsync($"'{words}' {times} times", () => Task.FromResult(StartingWith(words).Count >= times));
            return StartingWith(words)[0];
        }
        catch (Xunit.Sdk.FailException fault)
        {
            throw new InvalidOperationException($"{fault.Message} It was:\n{string.Join('\n', lines)}", fault);
        }
    }
}
