namespace CamFunctions.LocalHost.Host;

/// <summary>The clock and the limits of the Functions host that no file sets.</summary>
internal sealed record HostTimes
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a handler may take until it answers (WorkerConstants.WorkerInitTimeoutSeconds).</summary>
    public TimeSpan InitializationLimit { get; init; } = TimeSpan.FromSeconds(30);
}
