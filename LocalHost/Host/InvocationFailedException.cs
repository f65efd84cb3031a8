namespace CamFunctions.LocalHost.Host;

/// <summary>An invocation that did not succeed; the host tries its message again.</summary>
internal sealed class InvocationFailedException(string reason) : Exception(reason);
