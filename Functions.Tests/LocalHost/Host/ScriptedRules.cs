using Azure.Storage.Queues;
using CamFunctions.LocalHost.Host;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>The configuration of the scripted handler and its host.</summary>
internal sealed record ScriptedRules
{
    /// <summary>What the handler does on each start.</summary>
    public string Starts { get; init; } = "ok";

    /// <summary>Blobs that are in the queue before the host begins to read it, so that the first of them are one batch.</summary>
    public IReadOnlyList<string> Queued { get; init; } = [];

    public string FunctionTimeout { get; init; } = "00:05:00";

    /// <summary>Whether the handler starts a process of its own.</summary>
    public bool WithChild { get; init; }

    public bool WithoutQueues { get; init; }

    /// <summary>A queue service to use instead of Azurite's.</summary>
    public QueueServiceClient? Queues { get; init; }

    public HostTimes Times { get; init; } = new();
}
