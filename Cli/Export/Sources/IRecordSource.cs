namespace CamFunctions.Cli.Export.Sources;

/// <summary>Where records are read from: a folder or a container.</summary>
internal interface IRecordSource
{
    /// <summary>
    /// The folder or the address of the container, and the prefix: an unfinished export only continues from the same source.
    /// </summary>
    string Identity { get; }

    /// <summary>How many threads read records.</summary>
    int Readers { get; }

    /// <summary>How many records a thread reads one after the other.</summary>
    int RecordsPerReader { get; }

    /// <summary>The number of records, if it is known before all are listed.</summary>
    long? Count(CancellationToken cancellation);

    /// <summary>The names of the records, in the same order each time.</summary>
    /// <param name="continuation">That of the last page that is done with; <see langword="null"/> to start from the beginning.</param>
    /// <param name="cancellation">Stops the listing.</param>
    IAsyncEnumerable<RecordPage> ListAsync(string? continuation, CancellationToken cancellation);

    /// <returns>The record's JSON; <see langword="null"/> if it has been deleted since it was listed.</returns>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellation);
}
