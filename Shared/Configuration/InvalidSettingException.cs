namespace CamFunctions.Shared.Configuration;

/// <summary>A setting that can't be used: start-up ends with this message.</summary>
public sealed class InvalidSettingException(string message) : Exception(message);
