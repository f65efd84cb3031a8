namespace CamFunctions.Cli.Localize;

/// <summary>A command that can't be carried out as it was given; the message says why and what to do.</summary>
internal sealed class CommandException(string message) : Exception(message);
