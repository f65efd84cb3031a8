namespace CamFunctions.Shared.Inference;

/// <summary>A model file can't be used. The program prints the message and exits before it accepts any work.</summary>
public sealed class InvalidModelException(string message, Exception? innerException = null) : Exception(message, innerException);
