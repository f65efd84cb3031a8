namespace CamFunctions.Model;

/// <summary>A network that can't be prepared; the message names the part of it that is the reason, why, and what to do.</summary>
public sealed class ModelException(string message, Exception? innerException = null) : Exception(message, innerException);
