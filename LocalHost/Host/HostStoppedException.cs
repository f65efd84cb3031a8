namespace CamFunctions.LocalHost.Host;

/// <summary>The host stopped because the handler crashed too often; the message contains the handler's last errors.</summary>
public sealed class HostStoppedException(string message) : Exception(message);
