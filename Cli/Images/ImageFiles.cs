using System.IO.Enumeration;
using CamFunctions.Cli.Options;
using CamFunctions.Shared.Imaging;

namespace CamFunctions.Cli.Images;

/// <summary>Finds images in files and folders.</summary>
internal static class ImageFiles
{
    private static readonly string[] Extensions =
        [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff", ".avif"];

    /// <summary>On Linux, a.png and A.png are different files.</summary>
    private static readonly StringComparer NameComparer =
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>
    /// A file given by name is always included. In folders, at any depth, files are included if their extension or first bytes are
    /// those of an image, sorted by name.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="outputFolder">Skipped if it is inside one of the folders.</param>
    /// <exception cref="CommandException">A path does not exist, there are no images, or two would get the same name.</exception>
    public static IReadOnlyList<ImageFile> Find(IReadOnlyList<string> paths, string outputFolder)
    {
        var output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder)) + Path.DirectorySeparatorChar;
        var images = paths.SelectMany(path => Find(path, output)).DistinctBy(image => image.Path, StringComparer.Ordinal).ToArray();
        if (images.Length == 0)
        {
            throw new CommandException($"There is no image in {string.Join(", ", paths)}.");
        }

        return images.GroupBy(image => image.Name, NameComparer).FirstOrDefault(group => group.Count() > 1) is { } clash
            ? throw new CommandException(
                $"{string.Join(" and ", clash.Select(image => image.Path))} would be written to the same name, {clash.Key}. " +
                "Pass a folder that contains both, or run the command once for each.")
            : images;
    }

    private static IEnumerable<ImageFile> Find(string path, string output)
    {
        if (File.Exists(path))
        {
            return [new ImageFile(Path.GetFullPath(path), Path.GetFileName(path))];
        }

        return Directory.Exists(path)
            ? FindInFolder(Path.GetFullPath(path), output)
            : throw new CommandException($"{path} does not exist.");
    }

    private static IEnumerable<ImageFile> FindInFolder(string folder, string output) =>
        AllFiles(folder)
            .Where(file => !file.StartsWith(output, StringComparison.Ordinal) && LooksLikeImage(file))
            .Select(file => new ImageFile(file, Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(image => image.Name, StringComparer.Ordinal);

    /// <summary>Links to folders are not followed, because they can be circular.</summary>
    private static FileSystemEnumerable<string> AllFiles(string folder) => new(
        folder,
        static (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true })
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };

    private static bool LooksLikeImage(string file) =>
        Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) || BeginsLikeImage(file);

    private static bool BeginsLikeImage(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var start = new byte[ImageSignature.Length];
            var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return ImageSignature.Detect(start.AsSpan(0, length)) is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
