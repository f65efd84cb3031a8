namespace CamFunctions.LocalHost.Host;

/// <summary>The handler crashed too often, so the host stops; the message tells what the handler said.</summary>
public sealed class HostStoppedException(string message) : Exception(message);
