namespace CamFunctions.Functions.Handler;

/// <summary>An invocation that is not in the Functions host's form.</summary>
internal sealed class UnreadableInvocationException(string message) : Exception(message);
