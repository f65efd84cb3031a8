using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;

namespace CamFunctions.Storage.Folders;

/// <summary>An image file and its results in a folder.</summary>
public sealed class FileSnapshot : IImageSnapshot
{
    private readonly string path;
    private readonly string overlay;
    private readonly string record;
    private readonly string maps;

    /// <param name="path">The image file.</param>
    /// <param name="name">The name that a blob would have: the file's path relative to the given folder, with slashes.</param>
    /// <param name="results">The folder for its results.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public FileSnapshot(string path, string name, ResultFolder results)
    {
        this.path = path;
        overlay = results.OverlayPath(name);
        record = results.RecordPath(name);
        maps = results.MapsPath(name);
        var file = new FileInfo(path);
        Source = new ImageSource(
            new Uri(path), Container: null, name, ETag: null, new DateTimeOffset(file.LastWriteTimeUtc), file.Length);
    }

    public ImageSource Source { get; }

    /// <summary>Files have no ETag to compare, so they are processed every time.</summary>
    public bool HasRecordOf(ResultVersion version) => false;

    public Task<byte[]> ReadAsync(CancellationToken cancellation) => File.ReadAllBytesAsync(path, cancellation);

    public Task<StoredOverlay> WriteOverlayAsync(byte[] jpeg, ResultVersion version, CancellationToken cancellation)
    {
        DeleteMaps();
        AtomicFile.Write(overlay, jpeg);
        return Task.FromResult(new StoredOverlay(new Uri(overlay), LastModified: new DateTimeOffset(File.GetLastWriteTimeUtc(overlay))));
    }

    public Task DeleteOverlayAsync(CancellationToken cancellation)
    {
        DeleteMaps();
        // File.Delete ignores a missing file, but not a missing folder.
        if (File.Exists(overlay))
        {
            File.Delete(overlay);
        }

        return Task.CompletedTask;
    }

    public Task WriteRecordAsync(byte[] json, ResultVersion version, CancellationToken cancellation)
    {
        AtomicFile.Write(record, json);
        return Task.CompletedTask;
    }

    /// <summary>Maps that an earlier run wrote as numbers may be of other classes, or of another version of the image.</summary>
    private void DeleteMaps()
    {
        if (Directory.Exists(maps))
        {
            foreach (var file in Directory.GetFiles(maps))
            {
                File.Delete(file);
            }
        }
    }
}
