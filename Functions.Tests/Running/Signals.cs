using System.Diagnostics;
using System.Globalization;

namespace CamFunctions.Tests.Fixtures;

/// <summary>Signals to processes.</summary>
internal static class Signals
{
    private const string IgnoredSignals = "SigIgn:";
    private const ulong Interrupt = 1 << (2 - 1);

    /// <summary>Whether this process ignores SIGINT, which only Linux tells.</summary>
    public static bool InterruptIsIgnored { get; } = OperatingSystem.IsLinux() && (Ignored() & Interrupt) != 0;

    public static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        kill.WaitForExit();
    }

    private static ulong Ignored()
    {
        var line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith(IgnoredSignals, StringComparison.Ordinal));
        return ulong.Parse(line[IgnoredSignals.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
