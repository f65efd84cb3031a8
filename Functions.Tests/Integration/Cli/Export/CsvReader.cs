using System.Text;

namespace CamFunctions.Tests.Cli.Export;

/// <summary>Reads CSV by the grammar of RFC 4180, and nothing else: a line that is not in it fails.</summary>
internal static class CsvReader
{
    public static IReadOnlyList<string[]> Read(string text)
    {
        var (lines, line, position) = (new List<string[]>(), new List<string>(), 0);
        while (position < text.Length)
        {
            line.Add(text[position] == '"' ? Quoted(text, ref position) : Plain(text, ref position));
            if (text[position] == ',')
            {
                position++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(position, 2));
            position += 2;
            lines.Add([.. line]);
            line.Clear();
        }

        Assert.Empty(line);
        return lines;
    }

    private static string Plain(string text, ref int position)
    {
        var start = position;
        while (text[position] is not (',' or '\r' or '\n' or '"'))
        {
            position++;
        }

        return text[start..position];
    }

    private static string Quoted(string text, ref int position)
    {
        var field = new StringBuilder();
        for (position++; text[position] != '"' || text[position + 1] == '"'; position++)
        {
            field.Append(text[position]);
            position += text[position] == '"' ? 1 : 0;
        }

        position++;
        return field.ToString();
    }
}
