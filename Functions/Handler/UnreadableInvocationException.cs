namespace CamFunctions.Functions.Handler;

/// <summary>An invocation is not in the form that the Functions host sends.</summary>
internal sealed class UnreadableInvocationException(string message) : Exception(message);
