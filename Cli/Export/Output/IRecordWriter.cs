using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Cli.Export.Output;

/// <summary>Writes records in the format of another program.</summary>
internal interface IRecordWriter : IDisposable
{
    /// <summary>Whether it needs the values of the maps.</summary>
    bool NeedsMaps => false;

    /// <param name="record">A record, also of an image that was refused.</param>
    void Write(ReadRecord record);

    /// <summary>Gives to the operating system what is written so far.</summary>
    /// <returns>From where a later export can continue; <see langword="null"/> if that is not possible at this point.</returns>
    Task<WriterState?> SaveAsync(CancellationToken cancellation);

    /// <summary>Writes the rest and gives the files their names.</summary>
    Task CompleteAsync(CancellationToken cancellation);
}
