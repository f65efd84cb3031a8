using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;

namespace CamFunctions.Storage.Folders;

/// <summary>An image file and its results in a folder.</summary>
public sealed class FileSnapshot : IImageSnapshot
{
    private readonly string path;
    private readonly string overlay;
    private readonly string record;

    /// <param name="path">The image file.</param>
    /// <param name="name">What a blob would be called: the file's path in the folder that was named, with slashes.</param>
    /// <param name="results">Where its results go.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public FileSnapshot(string path, string name, ResultFolder results)
    {
        this.path = path;
        overlay = results.OverlayPath(name);
        record = results.RecordPath(name);
        var file = new FileInfo(path);
        Source = new ImageSource(
            new Uri(path), Container: null, name, ETag: null, new DateTimeOffset(file.LastWriteTimeUtc), file.Length);
    }

    public ImageSource Source { get; }

    public Uri OverlayUri => new(overlay);

    /// <summary>A file has no version that could be compared, so it is processed each time.</summary>
    public bool HasRecordOf(ResultVersion version) => false;

    public Task<byte[]> ReadAsync(CancellationToken cancellation) => File.ReadAllBytesAsync(path, cancellation);

    public Task WriteOverlayAsync(byte[] jpeg, ResultVersion version, CancellationToken cancellation)
    {
        AtomicFile.Write(overlay, jpeg);
        return Task.CompletedTask;
    }

    public Task DeleteOverlayAsync(CancellationToken cancellation)
    {
        // File.Delete takes a missing file as deleted, but not a missing folder.
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
}
