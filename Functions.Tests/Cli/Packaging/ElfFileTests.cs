using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using CamFunctions.Benchmarks;
using CamFunctions.Cli.Packaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Packaging;

/// <summary>Programs and libraries that are on this machine anyway, against what the GNU tools read in them.</summary>
public sealed partial class ElfFileTests
{
    public static TheoryData<string> Files =>
    [
        Path.Combine(AppContext.BaseDirectory, "CamFunctions"),
        Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libonnxruntime.so"),
        Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libvips.so.42"),
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libcoreclr.so"),
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_needed_C_library_is_the_one_that_readelf_shows(string path)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && ProgramsOnPath.Has("readelf"),
            "It takes Linux and readelf (apt-get install binutils).");
        await using var readelf = await RunningProgram
            .Executable(ProgramsOnPath.Find("readelf")!, environment: null, workingFolder: null, "--version-info", "--wide", path)
            .ExitedAsync();
        var shown = GlibcName().Matches(readelf.Output).Select(match => Version.Parse(match.Groups["version"].Value)).Max();
        Assert.NotNull(shown);
        Assert.Equal(shown, ElfFile.TryRead(path)!.NeededGlibc);
    }

    [Fact]
    public void A_file_of_another_kind_is_none()
    {
        Assert.Null(ElfFile.TryRead(Path.Combine(AppContext.BaseDirectory, "host.json")));
        Assert.Null(ElfFile.TryRead(Path.Combine(AppContext.BaseDirectory, "CamFunctions.dll")));
    }

    [GeneratedRegex(@"Name: GLIBC_(?<version>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex GlibcName();
}
