namespace CamFunctions.Storage.Folders;

/// <summary>Files that are written whole or not at all: under a temporary name first, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file and the folders above it. An interrupted run leaves the old file or none.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is closed to this program.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
