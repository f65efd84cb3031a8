namespace CamFunctions.LocalHost.Host;

/// <summary>A function app cannot be run, or not any longer; the message explains what is wrong and what to do.</summary>
public sealed class FunctionAppException(string message) : Exception(message);
