namespace CamFunctions.LocalHost;

/// <summary>Something on this machine keeps the local host from starting; the message says what and what to do.</summary>
public sealed class LocalHostException(string message) : Exception(message);
