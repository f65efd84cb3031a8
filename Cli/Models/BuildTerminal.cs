namespace CamFunctions.Cli.Models;

/// <summary>
/// The terminal itself. A build captures standard output, and 'dotnet run' shows nothing of a build that succeeds, so progress would
/// not be seen.
/// </summary>
internal static class BuildTerminal
{
    private static readonly string Terminal = OperatingSystem.IsWindows() ? "CONOUT$" : "/dev/tty";

    /// <returns><see langword="null"/> where there is no terminal.</returns>
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
