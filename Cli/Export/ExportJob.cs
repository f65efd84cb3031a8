using CamFunctions.Cli.Batches;
using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Cli.Export;

/// <summary>Takes records from a source to a writer, page by page, and remembers after each page how far it is.</summary>
internal sealed class ExportJob(
    IRecordSource source,
    IRecordWriter writer,
    Checkpoint checkpoint,
    string fingerprint,
    ExportTally tally,
    Action<string> writeLine)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var page in source.ListAsync(checkpoint.State?.Continuation, cancellation))
        {
            await WriteAsync(page.Names, cancellation);
            if (page.Continuation is { Length: > 0 } continuation && await writer.SaveAsync(cancellation) is { } state)
            {
                checkpoint.Save(new ExportState(fingerprint, continuation, tally.Counts, state));
            }
        }

        // In this order: files that have their names already can't be continued.
        checkpoint.Delete();
        await writer.CompleteAsync(cancellation);
    }

    /// <summary>Reads several records at the same time, and writes them in the order of their names.</summary>
    private async Task WriteAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var batches = names.Chunk(source.RecordsPerReader).ToAsyncEnumerable();
        await foreach (var batch in OrderedWork.RunAsync(batches, source.Readers, ReadAsync, cancellation))
        {
            foreach (var record in batch)
            {
                Write(record);
            }
        }
    }

    private void Write(ReadRecord record)
    {
        if (record.Record is { } content)
        {
            writer.Write(record);
            tally.Count(isRefused: content.Error is not null);
        }
        else
        {
            tally.CountSkipped();
            writeLine($"{record.Name} is skipped: {record.Problem}.");
        }
    }

    private async Task<ReadRecord[]> ReadAsync(string[] names, CancellationToken cancellation)
    {
        var records = new ReadRecord[names.Length];
        foreach (var (index, name) in names.Index())
        {
            records[index] = await ReadAsync(name, cancellation);
        }

        return records;
    }

    private async Task<ReadRecord> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(name, cancellation) is { } json
                ? ReadRecord.Parse(name, json, writer.NeedsMaps)
                : new ReadRecord(name, [], Record: null, "it has been deleted in the meantime");
        }
        catch (UnauthorizedAccessException exception)
        {
            return new ReadRecord(name, [], Record: null, $"it can't be read: {exception.Message.TrimEnd('.')}");
        }
    }
}
