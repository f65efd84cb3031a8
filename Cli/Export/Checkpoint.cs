using System.Text.Json;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Export;

/// <summary>The file beside an unfinished export that says how far it is.</summary>
internal sealed class Checkpoint
{
    private const string Suffix = ".progress";

    private readonly string path;

    /// <param name="output">The file or folder that is written.</param>
    /// <param name="fingerprint">What is exported. The state of another export is ignored: this one starts from the beginning.</param>
    public Checkpoint(string output, string fingerprint)
    {
        path = output + Suffix;
        State = Read() is { } state && state.Fingerprint == fingerprint ? state : null;
    }

    /// <summary>The state that an interrupted export has left; <see langword="null"/> if there is none to continue.</summary>
    public ExportState? State { get; }

    /// <summary>Whether an export to the same place was interrupted, whatever it was of.</summary>
    public bool Exists => File.Exists(path);

    public void Save(ExportState state) =>
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(state, ExportJsonContext.Default.ExportState));

    public void Delete() => File.Delete(path);

    private ExportState? Read()
    {
        try
        {
            return Exists ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ExportJsonContext.Default.ExportState) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
