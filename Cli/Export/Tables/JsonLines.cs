using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Cli.Export.Tables;

/// <summary>Writes JSON lines: each record as it is, also with fields of later versions, on a line of its own.</summary>
internal sealed class JsonLinesWriter(string path, WriterState? state) : IRecordWriter
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly PartialFile file = new(path, [], state?.Lengths[0] ?? 0);
    private readonly ArrayBufferWriter<byte> line = new();

    public void Write(ReadRecord record)
    {
        using var json = JsonDocument.Parse(record.Json);
        using (var writer = new Utf8JsonWriter(line, OneLine))
        {
            json.WriteTo(writer);
        }

        file.Content.Write(line.WrittenSpan);
        file.Content.Write("\n"u8);
        line.ResetWrittenCount();
    }

    public Task<WriterState?> SaveAsync(CancellationToken cancellation)
    {
        file.Flush();
        return Task.FromResult<WriterState?>(new([file.Length]));
    }

    public Task CompleteAsync(CancellationToken cancellation)
    {
        file.Complete();
        return Task.CompletedTask;
    }

    public void Dispose() => file.Dispose();
}
