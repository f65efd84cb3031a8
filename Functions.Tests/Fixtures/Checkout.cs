
namespace CamFunctions.Tests.Fixtures;

/// <summary>The files in the checkout, except built, downloaded and installed ones.</summary>
internal static class Checkout
{
    private static readonly string[] Excluded = ["node_modules", "artifacts", "bin", "obj", "TestResults", ".git"];

    public static IEnumerable<string> Files(string pattern) => Files(ProjectFile.Root, pattern);

    public static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(folder, pattern).Concat(
        Directory.GetDirectories(folder)
            .Where(inner => !Excluded.Contains(Path.GetFileName(inner), StringComparer.Ordinal))
            .SelectMany(inner => Files(inner, pattern)));
}
