namespace CamFunctions.Storage.Folders;

/// <summary>A folder of results with the same layout and names as the containers.</summary>
public sealed class ResultFolder(string folder)
{
    private const string Overlays = "overlays";
    private const string Predictions = "predictions";
    private const string Maps = "maps";

    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    /// <summary>Creates the folders, so that a location that is not writable is noticed before any work is done.</summary>
    /// <exception cref="IOException">A file has the name of a folder, or the disk is not writable.</exception>
    /// <exception cref="UnauthorizedAccessException">This program has no access to the location.</exception>
    public void Create()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, Overlays));
        Directory.CreateDirectory(System.IO.Path.Combine(Path, Predictions));
    }

    public string OverlayPath(string image) => In(Overlays, ResultNames.Overlay(image));

    /// <summary>The folder for an image's maps as numbers.</summary>
    public string MapsPath(string image) => In(Maps, image);

    public string RecordPath(string image) => In(Predictions, ResultNames.Record(image));

    private string In(string part, string name) =>
        System.IO.Path.Combine(Path, part, name.Replace('/', System.IO.Path.DirectorySeparatorChar));
}
