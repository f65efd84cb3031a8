namespace CamFunctions.Shared.Inference;

/// <summary>A model file that can't be used: start-up ends with this message, no invocation ever sees it.</summary>
public sealed class InvalidModelException(string message, Exception? innerException = null) : Exception(message, innerException);
