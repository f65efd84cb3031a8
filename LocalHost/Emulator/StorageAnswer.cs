namespace CamFunctions.LocalHost.Emulator;

/// <summary>Who answers at an address.</summary>
internal enum StorageAnswer
{
    Nobody,
    Storage,
    SomebodyElse,
}
