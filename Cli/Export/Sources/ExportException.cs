namespace CamFunctions.Cli.Export.Sources;

/// <summary>An export can't start or go on; the message explains why and what to do.</summary>
internal sealed class ExportException(string message) : Exception(message);
