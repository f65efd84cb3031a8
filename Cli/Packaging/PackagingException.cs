namespace CamFunctions.Cli.Packaging;

/// <summary>A published folder that must not be deployed as it is; the message says why and what to do.</summary>
internal sealed class PackagingException(string message) : Exception(message);
