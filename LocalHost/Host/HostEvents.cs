namespace CamFunctions.LocalHost.Host;

/// <summary>What the host tells of its work. Calls come from several threads, those for one message in order.</summary>
internal sealed record HostEvents
{
    /// <summary>A message waits for its (next) try.</summary>
    public Action<BlobMessage> Waiting { get; init; } = _ => { };

    public Action<BlobMessage> Running { get; init; } = _ => { };

    /// <summary>An invocation succeeded; with the lines of its <c>Logs</c>.</summary>
    public Action<BlobMessage, IReadOnlyList<string>> Done { get; init; } = (_, _) => { };

    /// <summary>The blob was deleted, so its message is acknowledged without an invocation.</summary>
    public Action<BlobMessage> Gone { get; init; } = _ => { };

    /// <summary>A try failed; the message's count includes it. With the reason.</summary>
    public Action<BlobMessage, string> TryFailed { get; init; } = (_, _) => { };

    /// <summary>The last try failed and the message left the queue; whether it is in the poison queue.</summary>
    public Action<BlobMessage, bool> GivenUp { get; init; } = (_, _) => { };

    /// <summary>A line that the handler wrote to standard output.</summary>
    public Action<string> HandlerOutput { get; init; } = _ => { };

    /// <summary>A line that the handler wrote to standard error.</summary>
    public Action<string> HandlerErrors { get; init; } = _ => { };

    /// <summary>A sentence of the host's own, on the handler or on storage.</summary>
    public Action<string> Says { get; init; } = _ => { };
}
