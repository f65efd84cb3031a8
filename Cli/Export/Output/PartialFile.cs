using CamFunctions.Cli.Export.Sources;

namespace CamFunctions.Cli.Export.Output;

/// <summary>A file that has a temporary name until it is complete. After an interruption it can be continued.</summary>
internal sealed class PartialFile : IDisposable
{
    private const string Suffix = ".partial";
    private const int BufferSize = 1 << 16;

    private readonly string path;
    private readonly FileStream stream;

    /// <param name="path">The file's name when it is complete.</param>
    /// <param name="opening">What it begins with.</param>
    /// <param name="length">How many bytes of it to keep; the rest is of an interrupted export, and is written again.</param>
    /// <exception cref="ExportException">The unfinished file is shorter than that.</exception>
    /// <exception cref="IOException">The file can't be written, for example because another export does.</exception>
    public PartialFile(string path, ReadOnlySpan<byte> opening, long length)
    {
        this.path = path;
        stream = new FileStream(path + Suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferSize);
        if (stream.Length < length)
        {
            stream.Dispose();
            throw new ExportException(
                $"{path}{Suffix}, the unfinished file of an earlier export, has lost a part. Delete it to start from the beginning.");
        }

        stream.SetLength(length);
        stream.Position = length;
        if (length == 0)
        {
            stream.Write(opening);
        }
    }

    public Stream Content => stream;

    /// <summary>In bytes.</summary>
    public long Length => stream.Position;

    public void Flush() => stream.Flush();

    public void CopyTo(PartialFile other)
    {
        stream.Position = 0;
        stream.CopyTo(other.stream);
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        Dispose();
        File.Move(path + Suffix, path, overwrite: true);
    }

    /// <summary>Deletes the file, whose content is elsewhere by now.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(path + Suffix);
    }

    public void Dispose() => stream.Dispose();
}
