namespace CamFunctions.Fuzz.Targets;

/// <summary>The product accepted an input and made something of it that can't be right.</summary>
internal sealed class UnexpectedResultException(string message) : Exception(message);
