using CamFunctions.Storage;

namespace CamFunctions.Commands;

/// <summary>A folder of results, laid out and named as the containers are. No file in it is ever half-written.</summary>
internal sealed class ResultFolder(string folder)
{
    private readonly string root = Path.GetFullPath(folder);

    public string OverlayPath(string image) => In("overlays", ResultNames.Overlay(image));

    public string RecordPath(string image) => In("predictions", ResultNames.Record(image));

    /// <summary>Writes to a temporary name and renames, so that an interrupted run leaves the old file or none.</summary>
    public static void Write(string path, byte[] content)
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

    private string In(string part, string name) => Path.Combine(root, part, name.Replace('/', Path.DirectorySeparatorChar));
}
