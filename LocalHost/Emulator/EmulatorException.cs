namespace CamFunctions.LocalHost.Emulator;

/// <summary>Something on this machine keeps the storage emulator from starting; the message says what it is and what to do.</summary>
public sealed class EmulatorException(string message) : Exception(message);
