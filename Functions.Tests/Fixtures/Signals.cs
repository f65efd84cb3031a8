using System.Diagnostics;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Signals to processes that a test did not start itself.</summary>
internal static class Signals
{
    public static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        kill.WaitForExit();
    }
}
