using CamFunctions.Benchmarks;
using CamFunctions.Cli.Packaging;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>
/// Compilation ahead of time, which is a choice. The compiler takes a third of the time of all tests together, so it runs only if asked
/// to (<c>-explicit only</c>), as the workflow build.yml does. The analyzers for it look at every build.
/// </summary>
public sealed class AheadOfTimeTests(AzuriteFixture azurite)
{
    /// <summary>What it was when the precompiled code became the default.</summary>
    private const long MaximumSize = 29_000_000;

    [Fact(Explicit = true)]
    public async Task One_small_executable_is_made_without_a_warning_and_is_packed_only_where_Azure_can_start_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && ProgramsOnPath.Has("gcc"), "It takes Linux, gcc and the C library's headers.");
        using var folder = new TemporaryFolder();
        // Warnings are errors.
        await using var publish = await RunningProgram.Executable(
            ProgramsOnPath.Find("dotnet")!,
            environment: null,
            ProjectFile.Root,
            "publish", "Functions", "-c", "Release", "-p:PublishAot=true", "-o", folder.Path).ExitedAsync();
        Assert.True(publish.ExitCode == 0, publish.Output + publish.Errors);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.dll"));
        Assert.InRange(new FileInfo(folder.File("CamFunctions")).Length, 1, MaximumSize);

        var store = await azurite.NewStoreAsync();
        await store.UploadAsync("cat.png", Photographs.Read("chelsea"));
        await using var host = await RunningFunctions.StartAsync(azurite, store, settings: null, folder.Path);
        await host.InvokeAsync("cat.png");
        await store.AssertLocalizedAsync("cat.png", "Egyptian cat");

        // Whether Azure's machines can start it depends on the system that this one has.
        var isOldEnough = ElfFile.TryRead(folder.File("CamFunctions"))!.NeededGlibc <= new Version(2, 31);
        await using var package = await RunningProgram
            .Cam(arguments: ["package", folder.Path, "--out", folder.File("app.zip")])
            .ExitedAsync();
        Assert.Equal((isOldEnough ? 0 : 1, isOldEnough), (package.ExitCode, File.Exists(folder.File("app.zip"))));
    }
}
