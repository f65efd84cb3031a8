namespace CamFunctions.Shared.Configuration;

/// <summary>A setting has an invalid value. The program prints the message and exits.</summary>
public sealed class InvalidSettingException(string message) : Exception(message);
