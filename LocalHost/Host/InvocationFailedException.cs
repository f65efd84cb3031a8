namespace CamFunctions.LocalHost.Host;

/// <summary>An invocation failed; the host retries its message.</summary>
internal sealed class InvocationFailedException(string reason) : Exception(reason);
