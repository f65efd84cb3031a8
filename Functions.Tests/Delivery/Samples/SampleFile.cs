using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Samples;

/// <summary>A file of samples/consumers.</summary>
internal static class SampleFile
{
    public static string Folder { get; } = Path.Combine(ProjectFile.Root, "samples", "consumers");

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static string Read(string name) => File.ReadAllText(PathOf(name));
}
