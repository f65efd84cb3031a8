using System.Reflection;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>
/// The application as <c>dotnet publish</c> makes it for linux-x64, once for all tests that look at it. It is not precompiled, because
/// that takes most of the time and changes only how fast it starts. <see cref="PrecompiledTests"/> tests exactly what is deployed.
/// </summary>
public sealed class PublishedApplication : IAsyncLifetime
{
    /// <summary>
    /// Uses the other projects as they were built for the tests, in their configuration, and does not analyse the code a second time.
    /// </summary>
    private static readonly string[] Quickly =
    [
        "-c", typeof(PublishedApplication).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration,
        "-p:BuildProjectReferences=false",
        "-p:RunAnalyzers=false",
        "-p:PublishReadyToRun=false",
    ];

    private readonly TemporaryFolder folder = new();
    private readonly string[] options;

    public PublishedApplication()
        : this(Quickly)
    {
    }

    /// <param name="options">The options of <c>dotnet publish</c>.</param>
    internal PublishedApplication(string[] options) => this.options = options;

    /// <summary>What this machine lacks for it; <see langword="null"/> where it lacks nothing.</summary>
    public string? Missing { get; } = OperatingSystem.IsLinux() ? null : "What is published for linux-x64 runs on Linux only.";

    /// <summary>The folder that azd zips and deploys.</summary>
    public string Folder => folder.File("app");

    public string Executable => folder.File("app", "CamFunctions");

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        string[] publish = ["publish", "Functions", .. options, "-o", Folder];
        await using var run = await RunningProgram
            .Executable(ProgramsOnPath.Find("dotnet")!, environment: null, ProjectFile.Root, publish)
            .ExitedAsync();
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
