namespace CamFunctions.LocalHost.Host;

/// <summary>
/// An event in the local host, for the terminal and the page. The subject of an invocation is the blob's path beginning with its
/// container, or the name of the queue. A message that failed returns to its queue or, after the last attempt, to a poison queue.
/// </summary>
internal abstract record HostEvent
{
    internal sealed record Started(string Subject, int Attempt) : HostEvent;
    internal sealed record Succeeded(string Subject) : HostEvent;
    internal sealed record Failed(string Subject, int Attempt, int MaximumAttempts, string Reason) : HostEvent;
    internal sealed record GivenUp(string Subject, string PoisonQueue) : HostEvent;
    internal sealed record Logged(bool IsFunction, LogLevel Level, string Text) : HostEvent;
    internal sealed record Notice(string Sentence) : HostEvent;
}
