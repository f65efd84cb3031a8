namespace CamFunctions.Contract;

/// <summary>A prepared model can't be used. The message is a sentence that names the file, the reason and the remedy.</summary>
public sealed class InvalidModelException(string message, Exception? innerException = null) : Exception(message, innerException);
