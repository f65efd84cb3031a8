namespace CamFunctions.LocalHost.Host;

/// <summary>A function app that cannot be run as it is; the message says what is wrong and what to do.</summary>
public sealed class FunctionAppException(string message) : Exception(message);
