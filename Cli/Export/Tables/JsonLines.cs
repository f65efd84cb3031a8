using System.Buffers;
using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Cli.Export.Tables;

/// <summary>JSON lines: each record as it is, also with fields of later versions, on a line of its own.</summary>
internal sealed class JsonLines
{
    private readonly ArrayBufferWriter<byte> line = new();

    /// <summary>Leaves out the spaces between values. Strings stay as they are, even where they are not Unicode.</summary>
    public void Write(ReadRecord record, Stream file)
    {
        var json = record.Json.AsSpan();
        var compact = line.GetSpan(json.Length + 1);
        var (length, isString) = (0, false);
        for (var at = 0; at < json.Length; at++)
        {
            var isEscape = isString && json[at] == '\\';
            isString ^= json[at] == '"';
            if (isString || json[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                compact[length++] = json[at];
            }

            if (isEscape)
            {
                compact[length++] = json[++at];
            }
        }

        compact[length++] = (byte)'\n';
        file.Write(compact[..length]);
    }
}
