using CamFunctions.Cli.Export.Output;
using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Cli.Export.Tables;

/// <summary>Writes a file of lines, each of one record only, so that an interrupted export can go on behind any of them.</summary>
/// <param name="path">The file.</param>
/// <param name="opening">What it begins with.</param>
/// <param name="writeLines">Writes the lines of a record.</param>
/// <param name="state">What an interrupted export has left.</param>
internal sealed class LinesWriter(string path, byte[] opening, Action<ReadRecord, Stream> writeLines, WriterState? state) : IRecordWriter
{
    private readonly PartialFile file = new(path, opening, state?.Lengths[0] ?? 0);

    public void Write(ReadRecord record) => writeLines(record, file.Content);

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
