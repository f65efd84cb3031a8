namespace CamFunctions.Tests.Fixtures;

/// <summary>The sample photographs.</summary>
internal static class Photographs
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IReadOnlyList<string> Names =>
    [
        .. Directory.GetFiles(Folder, "*.*").Where(file => Path.GetExtension(file) != ".md")
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string name) => Directory.GetFiles(Folder, $"{name}.*").Single();

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));
}
