namespace CamFunctions.LocalHost.Npm;

/// <summary>npm is not on the path.</summary>
public sealed class NpmMissingException() : Exception("npm was not found. Install Node.js 20 or later, which includes it.");
