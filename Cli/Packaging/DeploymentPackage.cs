using System.IO.Compression;
using CamFunctions.Storage.Folders;

namespace CamFunctions.Cli.Packaging;

/// <summary>
/// The zip file that is deployed. It says itself which file is executable, because Windows has no such thing to copy, and it is
/// the same for the same files, wherever and whenever it is made.
/// </summary>
internal static class DeploymentPackage
{
    private const int RegularFile = 0x8000;
    private const int ReadableByAll = 0b110_100_100;
    private const int ExecutableByAll = 0b111_101_101;

    /// <summary>The file's attributes are in the low half for DOS and in the high half for Unix.</summary>
    private const int UnixModeShift = 16;

    /// <summary>The oldest date that a zip file can have.</summary>
    private static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(PublishedFolder folder, string path) => AtomicFile.Write(path, file =>
    {
        WriteEntries(folder, file);
        UnixOrigin.Claim(file);
    });

    private static void WriteEntries(PublishedFolder folder, FileStream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var name in folder.Files)
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            var mode = name == PublishedFolder.Executable ? ExecutableByAll : ReadableByAll;
            entry.ExternalAttributes = (RegularFile | mode) << UnixModeShift;
            entry.LastWriteTime = NoDate;
            using var content = File.OpenRead(folder.Path(name));
            using var packed = entry.Open();
            content.CopyTo(packed);
        }
    }
}
