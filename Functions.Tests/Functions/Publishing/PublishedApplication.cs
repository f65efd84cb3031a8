using System.IO.Compression;
using System.Reflection;
using CamFunctions.Benchmarks;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>
/// The application published, packed, and unpacked again, once for all tests that look at it: for linux-x64, with the runtime and
/// trimmed, as it is deployed, but not precompiled, which changes only how fast it starts and takes most of the time. What is deployed
/// to the last byte is tested by <see cref="PrecompiledTests"/>.
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
        string[] publish = ["publish", "Functions", .. options, "-o", published];
        await RunAsync(RunningProgram.Executable(ProgramsOnPath.Find("dotnet")!, environment: null, ProjectFile.Root, publish));
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
