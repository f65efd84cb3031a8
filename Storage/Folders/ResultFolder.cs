namespace CamFunctions.Storage.Folders;

/// <summary>A folder of results, laid out and named as the containers are.</summary>
public sealed class ResultFolder(string folder)
{
    private const string Overlays = "overlays";
    private const string Predictions = "predictions";

    /// <summary>The full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    /// <summary>Creates the folders, so that a place that can't be written to is noticed before any work is done.</summary>
    /// <exception cref="IOException">There is a file where a folder has to be, or the disk can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place is closed to this program.</exception>
    public void Create()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, Overlays));
        Directory.CreateDirectory(System.IO.Path.Combine(Path, Predictions));
    }

    public string OverlayPath(string image) => In(Overlays, ResultNames.Overlay(image));

    public string RecordPath(string image) => In(Predictions, ResultNames.Record(image));

    private string In(string part, string name) =>
        System.IO.Path.Combine(Path, part, name.Replace('/', System.IO.Path.DirectorySeparatorChar));
}
