using CamFunctions.LocalHost;
using CamFunctions.Shared.Inference;

namespace CamFunctions.Cli.Packaging;

/// <summary>The application as 'dotnet publish' left it, and whether the machines of Azure Functions can start it.</summary>
internal sealed class PublishedFolder(string path)
{
    /// <summary>What host.json names as the custom handler.</summary>
    public const string Executable = "CamFunctions";

    private const string ModelFolder = "model";

    private static readonly string[] Required =
    [
        Executable, "host.json", "LocalizeImage/function.json", "LocalizeOverHttp/function.json", "DeleteResults/function.json",
    ];

    public string FullPath { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The files to deploy, relative to the folder, with slashes, always in the same order.</summary>
    /// <remarks>A developer's settings are not among them: they are not the app's, and may hold a connection string.</remarks>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(FullPath, "*", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(FullPath, file).Replace('\\', '/'))
        .Where(file => !file.Equals(LocalSettings.FileName, StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal)];

    public string Path(string file) => System.IO.Path.Combine(FullPath, file);

    /// <param name="newestGlibc">The C library that every program and library must be content with.</param>
    /// <returns>The oldest C library that the application starts with.</returns>
    /// <exception cref="PackagingException">It lacks a file, or needs a newer C library or another kind of machine.</exception>
    /// <exception cref="InvalidModelException">Its model is not one that <c>cam import</c> or <c>cam prepare</c> wrote.</exception>
    public Version Check(Version newestGlibc)
    {
        if (Required.FirstOrDefault(file => !File.Exists(Path(file))) is { } missing)
        {
            throw new PackagingException(
                $"The published folder {FullPath} lacks {missing}: look at what 'dotnet publish Functions' printed, and run it again.");
        }

        if (ElfFile.TryRead(Path(Executable)) is not { IsForX64: true })
        {
            throw new PackagingException(
                $"{Path(Executable)} is not a program for x64 Linux, which Azure's machines run: publish with '--runtime linux-x64'.");
        }

        var floor = CheckGlibc(newestGlibc);
        CamModel.Load(ModelFile(), threads: 0).Dispose();
        return floor;
    }

    private string ModelFile()
    {
        var models = Directory.Exists(Path(ModelFolder)) ? Directory.GetFiles(Path(ModelFolder), "*.onnx") : [];
        return models is [var only] ? only : throw new PackagingException(
            $"The published folder {FullPath} must have one model, model/*.onnx, and has {models.Length}: empty the folder, and publish " +
            "again.");
    }

    private Version CheckGlibc(Version newest)
    {
        var floors = Files.Select(file => (File: file, Glibc: ElfFile.TryRead(Path(file))?.NeededGlibc ?? new Version(0, 0))).ToArray();
        var highest = floors.MaxBy(floor => floor.Glibc);
        return highest.Glibc <= newest
            ? highest.Glibc
            : throw new PackagingException(
                $"{Path(highest.File)} needs version {highest.Glibc} of the GNU C library, but some machines of Azure Functions have " +
                $"{newest}, on which it would not start. Publish without -p:PublishAot=true, or on a system with an older C library.");
    }
}
