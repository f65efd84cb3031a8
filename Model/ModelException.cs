namespace CamFunctions.Model;

/// <summary>A network that can't be prepared; the message says which part of it, why, and what to do.</summary>
public sealed class ModelException(string message, Exception? innerException = null) : Exception(message, innerException);
