using System.IO.Compression;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>The application as it is deployed: published, packed, and unpacked again, once for all tests that look at it.</summary>
public sealed class PublishedApplication : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>What this machine lacks for it; <see langword="null"/> where it lacks nothing.</summary>
    public string? Missing { get; } = OperatingSystem.IsLinux() ? null : "What is published for linux-x64 runs on Linux only.";

    /// <summary>As the package has it, which the machines of Azure Functions unpack.</summary>
    public string Folder => folder.File("app");

    public string Executable => folder.File("app", "CamFunctions");

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        var published = folder.File("published");
        await RunAsync(RunningProgram.Executable(
            ProgramsOnPath.Find("dotnet")!, environment: null, ProjectFile.Root, "publish", "Functions", "-c", "Release", "-o", published));
        await RunAsync(RunningProgram.Cam(arguments: ["package", published, "--out", folder.File("app.zip")]));
        await ZipFile.ExtractToDirectoryAsync(folder.File("app.zip"), Folder, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task RunAsync(RunningProgram program)
    {
        await using (await program.ExitedAsync())
        {
            Assert.True(program.ExitCode == 0, program.Output + program.Errors);
        }
    }
}
