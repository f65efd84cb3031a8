using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>The assemblies of a folder that one of them refers to, and those that they refer to in turn.</summary>
internal static class AssemblyClosure
{
    public static IReadOnlySet<string> Of(string folder, string assembly)
    {
        var found = new HashSet<string>([assembly], StringComparer.Ordinal);
        var waiting = new Queue<string>(found);
        while (waiting.TryDequeue(out var name))
        {
            foreach (var reference in References(Path.Combine(folder, $"{name}.dll")).Where(found.Add))
            {
                waiting.Enqueue(reference);
            }
        }

        return found;
    }

    private static string[] References(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }
}
