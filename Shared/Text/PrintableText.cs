using System.Globalization;
using System.Text;

namespace CamFunctions.Shared.Text;

/// <summary>
/// Text that can be printed on a terminal or in a log without being taken for anything but text. Names of images, labels of models and
/// messages of decoders come from strangers: with an escape sequence they could rewrite the screen, and with a line break forge a line.
/// </summary>
public static class PrintableText
{
    /// <summary>One line: control characters, line breaks and marks of direction are written as <c>\u001B</c>.</summary>
    public static string Line(string text) => Escape(text, IsUnsafe);

    /// <summary>The same, with its line breaks.</summary>
    public static string Lines(string text) => Escape(text.ReplaceLineEndings("\n"), character => character != '\n' && IsUnsafe(character));

    private static string Escape(string text, Predicate<char> isUnsafe)
    {
        if (!text.Any(character => isUnsafe(character)))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            _ = isUnsafe(character)
                ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}")
                : escaped.Append(character);
        }

        return escaped.ToString();
    }

    private static bool IsUnsafe(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || IsMarkOfDirection(character);

    /// <summary>They show <c>gpj.exe</c> as <c>exe.jpg</c> (Unicode Standard Annex 9). Joiners, which are in emoji, do no harm.</summary>
    private static bool IsMarkOfDirection(char character) =>
        character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
