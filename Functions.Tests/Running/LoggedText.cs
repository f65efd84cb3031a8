namespace CamFunctions.Tests.Fixtures;

/// <summary>What programs printed, logged and sent as telemetry in a test.</summary>
internal static class LoggedText
{
    /// <summary>Storage keys must never be in it. Tests only have the emulator's, and every test of a program looks for it.</summary>
    public static void AssertHasNoKey(string text) =>
        Assert.False(text.Contains(EmulatorAddress.Key, StringComparison.Ordinal), "The emulator's key was logged.");
}
