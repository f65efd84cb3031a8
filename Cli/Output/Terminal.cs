using CamFunctions.Shared.Text;
using Spectre.Console;

namespace CamFunctions.Cli.Output;

/// <summary>
/// What all commands print with. Their lines contain names and labels from strangers; see <see cref="PrintableText"/>. A record stays the
/// same JSON, in which control characters are only in strings, and are escaped in the same way.
/// </summary>
internal static class Terminal
{
    /// <summary>Prints one line.</summary>
    public static void WriteLine(string line) => Console.WriteLine(PrintableText.Line(line));

    /// <summary>Prints one line by a console that also shows a progress bar.</summary>
    public static void WriteLine(IAnsiConsole console, string line) => console.WriteLine(PrintableText.Line(line));

    /// <summary>Prints one line to standard error.</summary>
    public static void WriteErrorLine(string line) => Console.Error.WriteLine(PrintableText.Line(line));

    /// <summary>Prints what may have several lines, such as a stack trace, to standard error.</summary>
    public static void WriteErrorLines(string lines) => Console.Error.WriteLine(PrintableText.Lines(lines));
}
