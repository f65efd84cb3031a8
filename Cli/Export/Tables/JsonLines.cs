using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Cli.Export.Tables;

/// <summary>JSON lines: each record as it is, also with fields of later versions, on a line of its own.</summary>
internal sealed class JsonLines
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> line = new();

    public void Write(ReadRecord record, Stream file)
    {
        using var json = JsonDocument.Parse(record.Json);
        using (var writer = new Utf8JsonWriter(line, OneLine))
        {
            json.WriteTo(writer);
        }

        file.Write(line.WrittenSpan);
        file.Write("\n"u8);
        line.ResetWrittenCount();
    }
}
