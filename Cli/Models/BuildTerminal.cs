namespace CamFunctions.Cli.Models;

/// <summary>
/// Opens the terminal directly. A build captures standard output, and 'dotnet run' hides the output of successful builds, so progress
/// would not be visible.
/// </summary>
internal static class BuildTerminal
{
    private static readonly string Terminal = OperatingSystem.IsWindows() ? "CONOUT$" : "/dev/tty";

    /// <returns><see langword="null"/> if there is no terminal.</returns>
    public static StreamWriter? Open()
    {
        try
        {
            return new StreamWriter(new FileStream(Terminal, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
