namespace CamFunctions.Cli.Images;

/// <summary>A file to process.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Name">Its path relative to the given folder, with slashes, like a blob's name.</param>
internal sealed record ImageFile(string Path, string Name);
