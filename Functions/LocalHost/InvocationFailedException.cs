namespace CamFunctions.LocalHost;

/// <summary>An invocation that the host would try again.</summary>
internal sealed class InvocationFailedException(string reason) : Exception(reason);
