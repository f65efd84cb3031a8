namespace CamFunctions.Workstation.Emulator;

/// <summary>What answers at an address.</summary>
internal enum StorageAnswer
{
    None,
    Storage,
    Other,
}
