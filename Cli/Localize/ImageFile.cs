namespace CamFunctions.Cli.Localize;

/// <summary>A file to be processed.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Name">Its path in the folder that was named, with slashes: what a blob would be called.</param>
internal sealed record ImageFile(string Path, string Name);
