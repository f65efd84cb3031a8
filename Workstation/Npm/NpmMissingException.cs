namespace CamFunctions.Workstation.Npm;

/// <summary>npm was not found on PATH.</summary>
public sealed class NpmMissingException() : Exception("npm was not found. Install Node.js 20 or later, which includes it.");
