namespace CamFunctions.Storage.Folders;

/// <summary>Writes a file completely or not at all: under a temporary name first, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file, creating its folder if necessary. If interrupted, the old file remains.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This program has no access to the folder.</exception>
    public static void Write(string path, byte[] content) => Write(path, file => file.Write(content));

    /// <summary>Writes a file, creating its folder if necessary. If interrupted, the old file remains.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content; may also read what it has written.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This program has no access to the folder.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite))
            {
                write(file);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
