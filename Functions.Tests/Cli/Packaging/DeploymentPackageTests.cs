using System.IO.Compression;
using CamFunctions.Cli.Packaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Packaging;

public sealed class DeploymentPackageTests : IDisposable
{
    private static readonly string[] Names = ["CamFunctions", "LocalizeImage/function.json", "host.json", "libvips.so.42"];

    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder target = new();

    public DeploymentPackageTests()
    {
        Directory.CreateDirectory(folder.File("LocalizeImage"));
        foreach (var name in Names)
        {
            File.WriteAllText(folder.File(name), $"content of {name}");
        }
    }

    [Fact]
    public void Only_the_program_is_executable_whatever_the_files_here_say()
    {
        using var archive = ZipFile.OpenRead(Write("app.zip"));
        Assert.Equal(
            ["-rwxr-xr-x CamFunctions", "-rw-r--r-- LocalizeImage/function.json", "-rw-r--r-- host.json", "-rw-r--r-- libvips.so.42"],
            archive.Entries.Select(entry => $"{Mode(entry)} {entry.FullName}"),
            StringComparer.Ordinal);
        Assert.All(archive.Entries, entry => Assert.Equal($"content of {entry.FullName}", Read(entry)));
    }

    [Fact]
    public void A_developers_settings_stay_at_home()
    {
        File.WriteAllText(folder.File("local.settings.json"), "{}");
        using var archive = ZipFile.OpenRead(Write("app.zip"));
        Assert.DoesNotContain(archive.Entries, entry => entry.Name == "local.settings.json");
    }

    [Fact]
    public void The_same_files_make_the_same_package()
    {
        var first = File.ReadAllBytes(Write("first.zip"));
        File.SetLastWriteTimeUtc(folder.File("host.json"), DateTime.UtcNow.AddDays(-1));
        Assert.Equal(first, File.ReadAllBytes(Write("second.zip")));
    }

    [Fact]
    public void A_package_is_replaced_and_nothing_else_is_left()
    {
        File.WriteAllText(target.File("app.zip"), "an older one");
        Write("app.zip");
        Assert.Equal([target.File("app.zip")], Directory.GetFileSystemEntries(target.Path));
    }

    [Fact]
    public void Every_entry_comes_from_Unix_also_where_the_archive_was_made_on_Windows()
    {
        var bytes = File.ReadAllBytes(Write("app.zip"));
        var origins = Origins(bytes).ToArray();
        Assert.Equal(Names.Length, origins.Length);
        foreach (var place in origins)
        {
            Assert.Equal(3, bytes[place]);
            bytes[place] = 0;
        }

        using var fromWindows = new MemoryStream(bytes);
        UnixOrigin.Claim(fromWindows);
        Assert.All(origins, place => Assert.Equal(3, bytes[place]));
    }

    public void Dispose()
    {
        folder.Dispose();
        target.Dispose();
    }

    private string Write(string name)
    {
        DeploymentPackage.Write(new PublishedFolder(folder.Path), target.File(name));
        return target.File(name);
    }

    private static string Mode(ZipArchiveEntry entry)
    {
        var attributes = (uint)entry.ExternalAttributes >> 16;
        var kind = attributes >> 12 == 8 ? '-' : '?';
        return kind + string.Concat("rwxrwxrwx".Select((letter, place) => (attributes >> (8 - place) & 1) == 1 ? letter : '-'));
    }

    /// <summary>The byte after "version made by" of each header in the central directory, which begins with PK 1 2.</summary>
    private static IEnumerable<int> Origins(byte[] archive) =>
        Enumerable.Range(0, archive.Length - 4)
            .Where(place => archive.AsSpan(place, 4) is [(byte)'P', (byte)'K', 1, 2])
            .Select(place => place + 5);

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
