namespace CamFunctions.LocalHost.Host;

/// <summary>The clock, and the time limits of the Functions host that can't be configured.</summary>
internal sealed record HostTimes
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The maximum time until a started handler answers (WorkerConstants.WorkerInitTimeoutSeconds).</summary>
    public TimeSpan InitializationLimit { get; init; } = TimeSpan.FromSeconds(30);
}
