namespace CamFunctions.Cli.Options;

/// <summary>A command can't be executed as given; the message explains why and what to do.</summary>
internal sealed class CommandException(string message) : Exception(message);
