namespace CamFunctions.LocalHost.Host;

/// <summary>Callbacks for the host's events. They are called from several threads; those for one message are called in order.</summary>
internal sealed record HostEvents
{
    /// <summary>A message was queued for its first or next try.</summary>
    public Action<BlobMessage> Waiting { get; init; } = _ => { };

    public Action<BlobMessage> Running { get; init; } = _ => { };

    /// <summary>An invocation succeeded. The second argument contains the lines of its <c>Logs</c>.</summary>
    public Action<BlobMessage, IReadOnlyList<string>> Done { get; init; } = (_, _) => { };

    /// <summary>The blob was deleted, so its message is acknowledged without an invocation.</summary>
    public Action<BlobMessage> Gone { get; init; } = _ => { };

    /// <summary>The deletion of a blob was told to a function. The argument contains the lines of its <c>Logs</c>.</summary>
    public Action<IReadOnlyList<string>> DeletionTold { get; init; } = _ => { };

    /// <summary>A try failed; the message's count includes it. The second argument is the reason.</summary>
    public Action<BlobMessage, string> TryFailed { get; init; } = (_, _) => { };

    /// <summary>The last try failed. The second argument tells whether the message is in the poison queue.</summary>
    public Action<BlobMessage, bool> GivenUp { get; init; } = (_, _) => { };

    /// <summary>A line that the handler wrote to standard output.</summary>
    public Action<string> HandlerOutput { get; init; } = _ => { };

    /// <summary>A line that the handler wrote to standard error.</summary>
    public Action<string> HandlerErrors { get; init; } = _ => { };

    /// <summary>A message from the host itself, about the handler or storage.</summary>
    public Action<string> Notice { get; init; } = _ => { };
}
