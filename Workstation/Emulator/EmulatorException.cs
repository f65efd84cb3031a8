namespace CamFunctions.Workstation.Emulator;

/// <summary>The storage emulator can't be started; the message explains why and what to do.</summary>
public sealed class EmulatorException(string message) : Exception(message);
