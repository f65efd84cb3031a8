using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Tests.Cli.Export;

/// <summary>A source whose disk fails after a number of records.</summary>
internal sealed class InterruptedSource(IRecordSource source, int readable) : IRecordSource
{
    private int reads;

    /// <summary>How many records were asked for.</summary>
    public int Reads => reads;

    public string Identity => source.Identity;

    /// <summary>One, so that all records before the failure are written.</summary>
    public int Readers => 1;

    public int RecordsPerReader => 1;

    public long? Count(CancellationToken cancellation) => source.Count(cancellation);

    public IAsyncEnumerable<RecordPage> ListAsync(string? continuation, CancellationToken cancellation) =>
        source.ListAsync(continuation, cancellation);

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellation) => Interlocked.Increment(ref reads) <= readable
        ? source.ReadAsync(name, cancellation)
        : throw new IOException("The disk does not answer.");
}
