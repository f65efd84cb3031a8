namespace CamFunctions.Model.Commands;

/// <summary>
/// Lines that tell what is going on. A build has taken standard output, and 'dotnet run' shows nothing of a build that goes
/// well; there the lines go to the terminal itself, where there is one.
/// </summary>
internal sealed class ProgressLines : IDisposable
{
    private static readonly string Terminal = OperatingSystem.IsWindows() ? "CONOUT$" : "/dev/tty";

    private readonly TextWriter writer;

    private ProgressLines(TextWriter writer) => this.writer = writer;

    public static ProgressLines Open(bool onTerminal) => new((onTerminal ? OpenTerminal() : null) ?? Console.Out);

    public void Say(string line)
    {
        writer.WriteLine(line);
        writer.Flush();
    }

    public void Dispose()
    {
        if (writer != Console.Out)
        {
            writer.Dispose();
        }
    }

    private static StreamWriter? OpenTerminal()
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
