using System.IO.Compression;
using System.Reflection;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Shared;

/// <summary>The package of the library, for people who have no other package of this repository.</summary>
public sealed class LibraryPackageTests
{
    [Fact]
    public async Task The_package_contains_every_assembly_of_this_repository_that_the_library_needs()
    {
        using var folder = new TemporaryFolder();
        var configuration = typeof(LibraryPackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] pack = ["pack", "Shared", "--no-build", "-c", configuration, "-o", folder.Path];
        var dotnet = RunningProgram.Executable(ProgramsOnPath.Find("dotnet")!, environment: null, ProjectFile.Root, pack);
        await using var program = await dotnet.ExitedAsync();
        Assert.True(program.ExitCode == 0, program.Output + program.Errors);

        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder.Path, "*.nupkg")));
        var assemblies = package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal));
        string[] expected = ["lib/net10.0/CamFunctions.Contract.dll", "lib/net10.0/CamFunctions.Shared.dll"];
        Assert.Equal(expected, assemblies.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        using var nuspec = new StreamReader(package.GetEntry("CamFunctions.Library.nuspec")!.Open());
        Assert.DoesNotContain("<dependency id=\"CamFunctions", await nuspec.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
